#include "index/story/row_table.h"

#include <algorithm>

namespace quire::story {
namespace {

// How many rows of a text are entered on the average, at most.
constexpr std::size_t kUsualRows = 24;

}  // namespace

void RowTable::keep(TextNumber text, const Sample& sample) {
  if (text >= kept_.size()) kept_.resize(text + 1);
  Kept& kept = kept_[text];
  if (kept.count > 0) pool_.give_back(kept.rows, kept.count);
  kept = {0, 0, static_cast<std::uint8_t>(sample.level),
          static_cast<std::uint8_t>(sample.rows.size())};
  if (kept.count == 0) return;
  kept.rows = pool_.take(kept.count);
  std::copy(sample.rows.begin(), sample.rows.end(), pool_.rows(kept.rows));
}

SampleView RowTable::sample(TextNumber text) const {
  const Kept& kept = kept_[text];
  if (kept.count == 0) return {kept.level, {}};
  return {kept.level, rows_of(kept)};
}

std::span<const RowTable::TextNumber> RowTable::texts(std::uint32_t row) {
  found_.clear();
  (void)entries_.find(row, [&](Place place) {
    if (row_at(place) == row) found_.push_back(text_at(place));
    return found_.size() > kCommon;
  });
  if (found_.size() > kCommon) found_.clear();
  return found_;
}

void RowTable::add(TextNumber text, std::size_t number) {
  Kept& kept = kept_[text];
  const std::uint32_t row = rows_of(kept)[number];
  std::size_t known = 0;
  const auto is_one_too_many = [&](Place at) { return row_at(at) == row && ++known > kCommon; };
  const bool full = entries_.find(row, is_one_too_many) != kNoPlace;
  if (full || (kept.entered >> number & 1U) != 0) return;
  kept.entered |= 1U << number;
  entries_.add(row, place(text, number), [this](Place at) { return row_at(at); });
}

void RowTable::remove(TextNumber text) {
  Kept& kept = kept_[text];
  for (std::size_t number = 0; number < kept.count; ++number) {
    if ((kept.entered >> number & 1U) == 0) continue;
    entries_.remove(rows_of(kept)[number], place(text, number),
                    [this](Place at) { return row_at(at); });
  }
  kept.entered = 0;
}

void RowTable::reserve(std::size_t texts) {
  entries_.reserve(texts * kUsualRows, [this](Place at) { return row_at(at); });
}

void RowTable::clear() {
  pool_.clear();
  kept_.clear();
  kept_.shrink_to_fit();
  entries_.clear();
}

}  // namespace quire::story
