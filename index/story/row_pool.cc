#include "index/story/row_pool.h"

namespace quire::story {

RowPool::Run RowPool::take(std::size_t rows) {
  std::vector<Run>& free = free_.at(rows);
  if (!free.empty()) {
    const Run run = free.back();
    free.pop_back();
    return run;
  }
  // A run is in one block.
  if (end_ % kBlockRows + rows > kBlockRows) end_ += kBlockRows - end_ % kBlockRows;
  if (end_ == blocks_.size() * kBlockRows) blocks_.push_back(std::make_unique<Block>());
  const auto run = static_cast<Run>(end_);
  end_ += rows;
  return run;
}

void RowPool::give_back(Run run, std::size_t rows) { free_.at(rows).push_back(run); }

void RowPool::clear() { *this = RowPool(); }

}  // namespace quire::story
