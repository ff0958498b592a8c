#include "index/text/passage.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "index/base/utf8.h"
#include "index/text/character_class.h"

namespace quire::text {
namespace {

// Code points before an offset, runs of white space counted as one. Offsets must not decrease.
class CharCounter {
 public:
  explicit CharCounter(std::string_view text) : text_(text) {}

  std::size_t before(std::size_t offset) {
    while (offset_ < offset) {
      const DecodedChar c = decode_utf8(text_, offset_);
      const bool space = is_space(c.code_point);
      if (!space || !in_space_) ++count_;
      in_space_ = space;
      offset_ += c.length;
    }
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t count_ = 0;
  bool in_space_ = true;  // white space at the beginning is not shown
};

struct Placed {
  std::size_t begin = 0;  // code points
  std::size_t end = 0;
};

std::vector<Placed> place(std::string_view text, const std::vector<Match>& matches) {
  std::vector<Placed> placed;
  placed.reserve(matches.size());
  CharCounter counter(text);
  for (const Match& match : matches) {
    const std::size_t begin = counter.before(match.begin);
    CharCounter inside(text.substr(match.begin, match.end - match.begin));
    placed.push_back({begin, begin + inside.before(match.end - match.begin)});
  }
  return placed;
}

// Matches [first, last) that fit into one passage.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

// Slides over the matches, counting how often each term is inside.
class WindowChooser {
 public:
  WindowChooser(const std::vector<Match>& matches, const std::vector<Placed>& placed,
                std::size_t max_chars)
      : matches_(matches), placed_(placed), max_chars_(max_chars) {
    std::uint32_t last_term = 0;
    for (const Match& match : matches) last_term = std::max(last_term, match.term);
    inside_.resize(last_term + 1);
  }

  Window best() {
    Window best;
    std::size_t best_different = 0;
    Window now;
    for (; now.first < matches_.size(); ++now.first) {
      while (now.last < matches_.size() && fits(now)) add(matches_[now.last++]);
      const std::size_t count = now.last - now.first;
      if (std::tuple(different_, count) > std::tuple(best_different, best.last - best.first)) {
        best = now;
        best_different = different_;
      }
      remove(matches_[now.first]);
    }
    return best;
  }

 private:
  // One match is taken however long it is.
  [[nodiscard]] bool fits(const Window& window) const {
    return window.last == window.first ||
           placed_[window.last].end - placed_[window.first].begin <= max_chars_;
  }

  void add(const Match& match) {
    if (inside_[match.term]++ == 0) ++different_;
  }

  void remove(const Match& match) {
    if (--inside_[match.term] == 0) --different_;
  }

  const std::vector<Match>& matches_;
  const std::vector<Placed>& placed_;
  std::size_t max_chars_;
  std::vector<std::size_t> inside_;
  std::size_t different_ = 0;
};

struct CountedWord {
  const WordStart* word = nullptr;
  std::size_t chars = 0;  // before it
};

// Where a passage may begin, and how far that is from the beginning.
class Beginnings {
 public:
  Beginnings(std::string_view text, const std::vector<WordStart>& words) {
    CharCounter counter(text);
    counted_.reserve(words.size());
    for (const WordStart& word : words) counted_.push_back({&word, counter.before(word.begin)});
    total_ = counter.before(text.size());
  }

  [[nodiscard]] std::size_t total() const { return total_; }

  // All look for a word with at least `least` and at most `chars` code points before it.
  [[nodiscard]] std::optional<CountedWord> nearest_sentence(std::size_t least,
                                                            std::size_t chars) const {
    for (auto word = after(chars); word != counted_.begin();) {
      --word;
      if (word->chars < least) break;
      if (word->word->starts_sentence) return *word;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<CountedWord> farthest_sentence(std::size_t least,
                                                             std::size_t chars) const {
    for (auto word = from(least); word != counted_.end() && word->chars <= chars; ++word) {
      if (word->word->starts_sentence) return *word;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<CountedWord> farthest_word(std::size_t least,
                                                         std::size_t chars) const {
    const auto word = from(least);
    if (word == counted_.end() || word->chars > chars) return std::nullopt;
    return *word;
  }

 private:
  using Iterator = std::vector<CountedWord>::const_iterator;

  [[nodiscard]] Iterator from(std::size_t chars) const {
    return std::partition_point(counted_.begin(), counted_.end(),
                                [chars](const CountedWord& w) { return w.chars < chars; });
  }
  [[nodiscard]] Iterator after(std::size_t chars) const {
    return std::partition_point(counted_.begin(), counted_.end(),
                                [chars](const CountedWord& w) { return w.chars <= chars; });
  }

  std::vector<CountedWord> counted_;
  std::size_t total_ = 0;
};

std::size_t saturating_subtract(std::size_t a, std::size_t b) { return a > b ? a - b : 0; }

// The word to begin with, so that code points [first, end) are in the passage.
std::optional<CountedWord> choose_beginning(const Beginnings& beginnings, std::size_t first,
                                            std::size_t end, std::size_t max_chars) {
  const std::size_t least = saturating_subtract(end, max_chars);
  // The end of the text is near: show as much before it as there is room for.
  const std::size_t last_full = saturating_subtract(beginnings.total(), max_chars);
  if (last_full <= first) {
    if (auto sentence = beginnings.farthest_sentence(last_full, first)) return sentence;
    return beginnings.farthest_word(last_full, first);
  }
  if (auto sentence = beginnings.nearest_sentence(least, first)) return sentence;
  // Some words of context before the match, more after it.
  const std::size_t context = (max_chars - std::min(max_chars, end - first)) / 3;
  return beginnings.farthest_word(saturating_subtract(first, context), first);
}

// A quote or a bracket that opens right before the word, in at most `room` code points.
std::size_t with_opening_signs(std::string_view text, const WordStart& word, std::size_t room) {
  constexpr std::size_t kMaxSigns = 4;
  std::size_t begin = word.begin;
  for (std::size_t i = 0; i < std::min(room, kMaxSigns) && begin > word.previous_end; ++i) {
    std::size_t before = begin - 1;
    while (before > word.previous_end && is_utf8_continuation(text[before])) --before;
    if (is_space(decode_utf8(text, before).code_point)) break;
    begin = before;
  }
  return begin;
}

}  // namespace

Passage choose_passage(std::string_view text, const Matches& found, std::size_t max_chars) {
  if (found.matches.empty()) return {};
  const std::vector<Placed> placed = place(text, found.matches);
  const Window window = WindowChooser(found.matches, placed, max_chars).best();
  Passage passage;
  std::size_t end = 0;
  for (std::size_t i = window.first; i < window.last; ++i) {
    end = std::max(end, placed[i].end);
    passage.keep_until = std::max(passage.keep_until, found.matches[i].end);
  }
  const Beginnings beginnings(text, found.words);
  if (beginnings.total() <= max_chars) return passage;
  passage.begin = found.matches[window.first].begin;
  const auto beginning = choose_beginning(beginnings, placed[window.first].begin, end, max_chars);
  if (!beginning) return passage;
  const std::size_t room = saturating_subtract(max_chars, end - beginning->chars);
  passage.begin = with_opening_signs(text, *beginning->word, room);
  return passage;
}

}  // namespace quire::text
