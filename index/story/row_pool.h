#pragma once
// Runs of rows one behind the other, in blocks that stay where they are, without a length of their
// own. Owned by one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "index/story/rows.h"

namespace quire::story {

class RowPool {
 public:
  using Run = std::uint32_t;  // where it begins

  // Room for so many rows (1 to Sample::kMost), until it is given back with the same number.
  [[nodiscard]] Run take(std::size_t rows);
  void give_back(Run run, std::size_t rows);

  [[nodiscard]] std::uint32_t* rows(Run run) {
    return &(*blocks_[run / kBlockRows])[run % kBlockRows];
  }
  [[nodiscard]] const std::uint32_t* rows(Run run) const {
    return &(*blocks_[run / kBlockRows])[run % kBlockRows];
  }

  void clear();

 private:
  static constexpr std::size_t kBlockRows = std::size_t{1} << 14;
  using Block = std::array<std::uint32_t, kBlockRows>;

  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t end_ = 0;  // of what was taken for the first time
  std::array<std::vector<Run>, Sample::kMost + 1> free_;
};

}  // namespace quire::story
