#include "index/story/rows.h"

#include <algorithm>
#include <bit>

namespace quire::story {
namespace {

// The finalizer of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number
// generators", 2014): each bit of the outcome depends on all bits.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

constexpr std::uint32_t kHighest = 31;

bool is_at(std::uint32_t row, std::uint32_t level) {
  return row == 0 || static_cast<std::uint32_t>(std::countr_zero(row)) >= level;
}

}  // namespace

void RowMaker::clear() {
  words_ = 0;
  text_ = 0;
  rows_.clear();
}

void RowMaker::add(std::uint64_t word) {
  text_ = mixed(text_ ^ word);
  if (++words_ >= kRowWords) {
    const std::uint64_t row = std::rotl(before_, 7) + std::rotl(last_, 3) + word;
    rows_.push_back(static_cast<std::uint32_t>(mixed(row)));
  }
  before_ = last_;
  last_ = word;
}

Sample sample_of(std::vector<std::uint32_t> rows) {
  Sample sample;
  const auto raise = [&] {
    ++sample.level;
    std::erase_if(rows, [&](std::uint32_t row) { return !is_at(row, sample.level); });
  };
  // Most need not be sorted.
  while (rows.size() > 2 * Sample::kMost && sample.level < kHighest) raise();
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  while (rows.size() > Sample::kMost && sample.level < kHighest) raise();
  sample.rows = std::move(rows);
  return sample;
}

Shared shared_rows(SampleView a, SampleView b) {
  const std::uint32_t level = std::max(a.level, b.level);
  const auto at_level = [level](SampleView sample) {
    return static_cast<std::size_t>(
        std::count_if(sample.rows.begin(), sample.rows.end(),
                      [level](std::uint32_t row) { return is_at(row, level); }));
  };
  Shared shared;
  shared.of = std::min(at_level(a), at_level(b));
  for (auto i = a.rows.begin(), j = b.rows.begin(); i != a.rows.end() && j != b.rows.end();) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      // Whatever both have is at both levels.
      ++shared.rows;
      ++i;
      ++j;
    }
  }
  return shared;
}

}  // namespace quire::story
