#pragma once
// Which texts have a row in their samples: an open-addressing hash table with linear probing, eight
// bytes an entry (Knuth, TAOCP 3, 6.4, algorithms L and R). Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quire::story {

class RowTable {
 public:
  using TextNumber = std::uint32_t;
  // A row of more texts is a common phrase, or boilerplate: it leads to nobody.
  static constexpr std::size_t kCommon = 24;

  RowTable();

  // The texts entered under `row`; empty for a common one. Valid until the next call.
  [[nodiscard]] std::span<const TextNumber> texts(std::uint32_t row);
  // Not a second time. Beyond kCommon + 1 texts a row takes no more.
  void add(std::uint32_t row, TextNumber text);
  // Nothing happens when it is not there.
  void remove(std::uint32_t row, TextNumber text);
  void clear();

 private:
  static constexpr TextNumber kFree = 0xFFFFFFFF;
  struct Entry {
    std::uint32_t row = 0;
    TextNumber text = kFree;
  };

  [[nodiscard]] std::size_t home(std::uint32_t row) const;
  [[nodiscard]] std::size_t next(std::size_t place) const {
    return (place + 1) & (entries_.size() - 1);
  }
  void grow();
  void close_gap(std::size_t gap);

  std::vector<Entry> entries_;  // a power of two, at most three quarters used
  std::size_t used_ = 0;
  std::vector<TextNumber> found_;
};

}  // namespace quire::story
