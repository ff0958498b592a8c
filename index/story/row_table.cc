#include "index/story/row_table.h"

#include <utility>

namespace quire::story {
namespace {

constexpr std::size_t kFirstSize = 1024;

}  // namespace

RowTable::RowTable() : entries_(kFirstSize) {}

// Rows end in zeros, and many of them in the same ones: Fibonacci hashing (Knuth, TAOCP 3, 6.4)
// brings the upper bits down.
std::size_t RowTable::home(std::uint32_t row) const {
  const std::uint64_t spread = row * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(spread >> 24) & (entries_.size() - 1);
}

std::span<const RowTable::TextNumber> RowTable::texts(std::uint32_t row) {
  found_.clear();
  for (std::size_t at = home(row); entries_[at].text != kFree; at = next(at)) {
    if (entries_[at].row != row) continue;
    found_.push_back(entries_[at].text);
    if (found_.size() > kCommon) {
      found_.clear();
      break;
    }
  }
  return found_;
}

void RowTable::add(std::uint32_t row, TextNumber text) {
  std::size_t known = 0;
  std::size_t at = home(row);
  for (; entries_[at].text != kFree; at = next(at)) {
    if (entries_[at].row != row) continue;
    if (entries_[at].text == text || ++known > kCommon) return;
  }
  entries_[at] = {row, text};
  if (++used_ * 4 > entries_.size() * 3) grow();
}

void RowTable::remove(std::uint32_t row, TextNumber text) {
  for (std::size_t at = home(row); entries_[at].text != kFree; at = next(at)) {
    if (entries_[at].row != row || entries_[at].text != text) continue;
    close_gap(at);
    --used_;
    return;
  }
}

// What stands behind the gap moves into it unless it would come to stand before its home.
void RowTable::close_gap(std::size_t gap) {
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t at = next(gap); entries_[at].text != kFree; at = next(at)) {
    const std::size_t way = (at - home(entries_[at].row)) & mask;
    if (way < ((at - gap) & mask)) continue;
    entries_[gap] = entries_[at];
    gap = at;
  }
  entries_[gap] = {};
}

void RowTable::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old) {
    if (entry.text == kFree) continue;
    std::size_t at = home(entry.row);
    while (entries_[at].text != kFree) at = next(at);
    entries_[at] = entry;
  }
}

void RowTable::clear() {
  entries_.assign(kFirstSize, {});
  used_ = 0;
}

}  // namespace quire::story
