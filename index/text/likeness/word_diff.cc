#include "index/text/likeness/word_diff.h"

#include <algorithm>
#include <optional>

namespace quire::text {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

// A word and the spaces behind it.
struct Piece {
  std::string_view word;
  std::string_view whole;
};
using Pieces = std::vector<Piece>;
using Changes = std::vector<Change>;  // one for each step from the older text to the newer

// Spaces before the first word are a piece with an empty word.
Pieces pieces_of(std::string_view text) {
  Pieces pieces;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kSpaces), text.size());
    const std::size_t next = std::min(text.find_first_not_of(kSpaces, end), text.size());
    pieces.push_back({text.substr(0, end), text.substr(0, next)});
    text.remove_prefix(next);
  }
  return pieces;
}

// The furthest that each diagonal was followed with so many differences: diagonal k, the number of
// words of the older text less those of the newer, stands at k + d.
using Reached = std::vector<std::size_t>;

class ShortestWay {
 public:
  ShortestWay(const Pieces& older, const Pieces& newer) : older_(older), newer_(newer) {}

  // Nothing when it has more than kMostDifferences steps that are not kSame.
  std::optional<Changes> find() {
    for (std::size_t d = 0; d <= kMostDifferences; ++d) {
      Reached reached(2 * d + 1);
      for (std::size_t i = 0; i <= 2 * d; i += 2) {
        reached[i] = followed(start(d, i), d, i);
        if (reached[i] >= older_.size() && newer_at(reached[i], d, i) >= newer_.size()) {
          rounds_.push_back(std::move(reached));
          return back(d, i);
        }
      }
      rounds_.push_back(std::move(reached));
    }
    return std::nullopt;
  }

 private:
  // Where a diagonal is in the newer text; beyond its end on diagonals that lead nowhere.
  static std::size_t newer_at(std::size_t older, std::size_t d, std::size_t i) {
    return older + d - i;
  }

  // Whether the way to diagonal `i` of round d comes from the one above, by a word that was added.
  [[nodiscard]] bool is_added(std::size_t d, std::size_t i) const {
    const Reached& before = rounds_[d - 1];
    return i == 0 || (i != 2 * d && before[i - 2] < before[i]);
  }

  [[nodiscard]] std::size_t start(std::size_t d, std::size_t i) const {
    if (d == 0) return 0;
    return is_added(d, i) ? rounds_[d - 1][i] : rounds_[d - 1][i - 2] + 1;
  }

  [[nodiscard]] std::size_t followed(std::size_t older, std::size_t d, std::size_t i) const {
    std::size_t newer = newer_at(older, d, i);
    while (older < older_.size() && newer < newer_.size() &&
           older_[older].word == newer_[newer].word) {
      ++older;
      ++newer;
    }
    return older;
  }

  [[nodiscard]] Changes back(std::size_t d, std::size_t i) const {
    Changes changes;
    while (true) {
      const std::size_t same = rounds_[d][i] - start(d, i);
      changes.insert(changes.end(), same, Change::kSame);
      if (d == 0) break;
      const bool added = is_added(d, i);
      changes.push_back(added ? Change::kAdded : Change::kRemoved);
      if (!added) i -= 2;
      --d;
    }
    std::reverse(changes.begin(), changes.end());
    return changes;
  }

  const Pieces& older_;
  const Pieces& newer_;
  std::vector<Reached> rounds_;
};

// All that is between the words that both begin and end with.
Changes coarse(const Pieces& older, const Pieces& newer) {
  const auto same = [](const Piece& a, const Piece& b) { return a.word == b.word; };
  const auto first = std::mismatch(older.begin(), older.end(), newer.begin(), newer.end(), same);
  const auto last = std::mismatch(older.rbegin(), std::reverse_iterator(first.first),
                                  newer.rbegin(), std::reverse_iterator(first.second), same);
  const auto count = [](auto from, auto to) { return static_cast<std::size_t>(to - from); };
  Changes changes(count(older.begin(), first.first), Change::kSame);
  changes.insert(changes.end(), count(first.first, last.first.base()), Change::kRemoved);
  changes.insert(changes.end(), count(first.second, last.second.base()), Change::kAdded);
  changes.insert(changes.end(), count(older.rbegin(), last.first), Change::kSame);
  return changes;
}

class PartList {
 public:
  void add(Change change, std::string_view text) {
    if (change == Change::kSame) settle();
    std::string& part = change == Change::kSame      ? same_
                        : change == Change::kRemoved ? removed_
                                                     : added_;
    if (change != Change::kSame) put(Change::kSame, same_);
    part += text;
  }
  std::vector<DiffPart> take() {
    put(Change::kSame, same_);
    settle();
    return std::move(parts_);
  }

 private:
  void settle() {
    put(Change::kRemoved, removed_);
    put(Change::kAdded, added_);
  }
  void put(Change change, std::string& text) {
    if (!text.empty()) parts_.push_back({change, std::move(text)});
    text.clear();
  }

  std::vector<DiffPart> parts_;
  std::string same_;
  std::string removed_;
  std::string added_;
};

}  // namespace

std::vector<DiffPart> diff_words(std::string_view older, std::string_view newer) {
  const Pieces before = pieces_of(older);
  const Pieces after = pieces_of(newer);
  const Changes changes = ShortestWay(before, after).find().value_or(coarse(before, after));
  PartList parts;
  auto from = before.begin();
  auto to = after.begin();
  for (const Change change : changes) {
    parts.add(change, change == Change::kRemoved ? from->whole : to->whole);
    if (change != Change::kAdded) ++from;
    if (change != Change::kRemoved) ++to;
  }
  return parts.take();
}

}  // namespace quire::text
