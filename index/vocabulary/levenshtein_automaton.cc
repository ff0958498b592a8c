#include "index/vocabulary/levenshtein_automaton.h"

#include <algorithm>

#include "index/base/utf8.h"

namespace quire::vocabulary {

LevenshteinAutomaton::LevenshteinAutomaton(std::string_view word, std::uint32_t distance)
    : limit_(distance) {
  for (std::size_t at = 0; at < word.size();) {
    const DecodedChar next = decode_utf8(word, at);
    word_.push_back(next.code_point);
    at += next.length;
  }
  width_ = word_.size() + 1;
  // A word with `limit_` characters more may be read, and one more shows that it is too long.
  const std::size_t depths = word_.size() + limit_ + 2;
  read_.resize(depths);
  rows_.assign(depths * width_, limit_ + 1);
  for (std::size_t i = 0; i < width_; ++i) {
    rows_[i] = std::min(static_cast<std::uint32_t>(i), limit_ + 1);
  }
}

bool LevenshteinAutomaton::read(std::size_t depth, char32_t c) {
  const std::size_t at = depth + 1;
  if (at > word_.size() + limit_) return false;
  read_[depth] = c;
  const std::uint32_t* above = row(depth);
  const std::uint32_t far = limit_ + 1;
  std::uint32_t* cells = rows_.data() + at * width_;
  const std::size_t first = at > limit_ ? at - limit_ : 0;
  const std::size_t last = std::min(word_.size(), at + limit_);
  // The neighbours of the band are looked at from within it.
  if (first > 0) cells[first - 1] = far;
  if (last + 1 < width_) cells[last + 1] = far;
  std::uint32_t nearest = far;
  for (std::size_t i = first; i <= last; ++i) {
    std::uint32_t cell = above[i] + 1;
    if (i > 0) {
      cell = std::min({cell, cells[i - 1] + 1, above[i - 1] + (word_[i - 1] == c ? 0U : 1U)});
      const bool exchanged =
          i > 1 && depth > 0 && word_[i - 1] == read_[depth - 1] && word_[i - 2] == c;
      if (exchanged) cell = std::min(cell, row(depth - 1)[i - 2] + 1);
    }
    cells[i] = std::min(cell, far);
    nearest = std::min(nearest, cells[i]);
  }
  // An exchange leads over this row: one edit from the row above, whatever stands here.
  return nearest <= limit_ || *std::min_element(above, above + width_) < limit_;
}

std::optional<std::uint32_t> LevenshteinAutomaton::distance(std::size_t depth) const {
  const std::uint32_t cell = row(depth)[word_.size()];
  if (cell > limit_) return std::nullopt;
  return cell;
}

}  // namespace quire::vocabulary
