#pragma once
// From an offset in a text to its line and column. A value over a text that outlives it.

#include <cstdint>
#include <string_view>
#include <vector>

namespace quire::extract::formats {

struct Place {
  std::uint32_t line = 1;    // from 1
  std::uint32_t column = 1;  // code points, from 1
};

class LineIndex {
 public:
  // One pass over `text`; a lookup looks at 4 KiB of it at most, however long its lines are.
  explicit LineIndex(std::string_view text);

  // Offsets behind the end count as the end.
  [[nodiscard]] Place at(std::size_t offset) const;

 private:
  struct Mark {
    std::size_t offset;
    Place place;
  };
  std::string_view text_;
  std::vector<Mark> marks_;
};

}  // namespace quire::extract::formats
