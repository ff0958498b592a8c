#pragma once
// A line on a terminal that says how far some work is, and is written over as it goes on.

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace quire::cli {

// "[######......]", `width` columns with its brackets; empty when nothing is to be done or the bar
// has no room. `mark` is one column wide.
[[nodiscard]] std::string bar_of(std::uint64_t done, std::uint64_t total, std::size_t width,
                                 std::string_view mark);

class ProgressLine {
 public:
  // `out` may be null: then nothing is written.
  explicit ProgressLine(std::ostream* out) : out_(out) {}

  // Writes `text`, whose letters take a column each, over the one before, whatever is left of it.
  void show(const std::string& text, std::size_t columns);
  // Leaves an empty line, with the cursor at its start.
  void clear();

 private:
  std::ostream* const out_;
  std::size_t columns_ = 0;
};

}  // namespace quire::cli
