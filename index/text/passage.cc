#include "index/text/passage.h"

#include <algorithm>
#include <optional>
#include <utility>

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
      const auto byte = static_cast<unsigned char>(text_[offset_]);
      if (byte < 0x80) {  // nearly all of most texts
        count(byte == ' ' || (byte >= '\t' && byte <= '\r'));
        ++offset_;
        continue;
      }
      const DecodedChar c = decode_utf8(text_, offset_);
      count(is_space(c.code_point));
      offset_ += c.length;
    }
    return count_;
  }

 private:
  void count(bool space) {
    if (!space || !in_space_) ++count_;
    in_space_ = space;
  }

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

// Matches [first, last).
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

// How many matches of terms that are shown nowhere else, how many matches at all.
using Worth = std::pair<std::size_t, std::size_t>;

// Looks for the windows that show most, one after the other.
class WindowChooser {
 public:
  WindowChooser(const std::vector<Match>& matches, const std::vector<Placed>& placed,
                std::size_t max_chars)
      : matches_(matches), placed_(placed), max_chars_(max_chars) {
    std::uint32_t last_term = 0;
    for (const Match& match : matches) last_term = std::max(last_term, match.term);
    inside_.resize(last_term + 1);
    shown_.resize(last_term + 1);
  }

  // At most `most` of them in order, each with a term that the others have not.
  std::vector<Window> choose(std::size_t most) {
    std::vector<Window> chosen;
    std::vector<Window> free = {{0, matches_.size()}};
    while (chosen.size() < most) {
      Window best;
      Worth best_worth;
      std::size_t from = 0;
      for (std::size_t i = 0; i < free.size(); ++i) {
        const auto [window, worth] = best_in(free[i]);
        if (worth <= best_worth) continue;
        best = window;
        best_worth = worth;
        from = i;
      }
      if (best_worth.first == 0) break;
      const Window rest{best.last, std::exchange(free[from].last, best.first)};
      free.insert(free.begin() + static_cast<std::ptrdiff_t>(from) + 1, rest);
      for (std::size_t i = best.first; i < best.last; ++i) show(matches_[i].term);
      chosen.push_back(best);
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Window& a, const Window& b) { return a.first < b.first; });
    return chosen;
  }

  // Of the windows that were chosen.
  [[nodiscard]] std::size_t terms_shown() const { return terms_shown_; }

 private:
  // Slides over the matches of `free`, counting how often each term is inside.
  std::pair<Window, Worth> best_in(const Window& free) {
    Window best;
    Worth best_worth;
    Window now{free.first, free.first};
    for (; now.first < free.last; ++now.first) {
      while (now.last < free.last && fits(now)) add(matches_[now.last++]);
      const Worth worth{different_, now.last - now.first};
      if (worth > best_worth) {
        best = now;
        best_worth = worth;
      }
      remove(matches_[now.first]);
    }
    return {best, best_worth};
  }

  // One match is taken however long it is.
  [[nodiscard]] bool fits(const Window& window) const {
    return window.last == window.first ||
           placed_[window.last].end - placed_[window.first].begin <= max_chars_;
  }

  void add(const Match& match) {
    if (inside_[match.term]++ == 0 && !shown_[match.term]) ++different_;
  }

  void remove(const Match& match) {
    if (--inside_[match.term] == 0 && !shown_[match.term]) --different_;
  }

  void show(std::uint32_t term) {
    if (!shown_[term]) ++terms_shown_;
    shown_[term] = true;
  }

  const std::vector<Match>& matches_;
  const std::vector<Placed>& placed_;
  std::size_t max_chars_;
  std::vector<std::size_t> inside_;  // by term
  std::vector<bool> shown_;          // the same: in a window that was chosen
  std::size_t different_ = 0;
  std::size_t terms_shown_ = 0;
};

// As few as show as many of the terms as can be shown.
std::vector<Window> choose_windows(const std::vector<Match>& matches,
                                   const std::vector<Placed>& placed, std::size_t max_chars,
                                   std::size_t most) {
  std::vector<Window> best;
  std::size_t best_shown = 0;
  for (std::size_t count = 1; count <= most; ++count) {
    WindowChooser chooser(matches, placed, max_chars / count);
    std::vector<Window> windows = chooser.choose(count);
    if (chooser.terms_shown() <= best_shown) continue;
    best = std::move(windows);
    best_shown = chooser.terms_shown();
  }
  return best;
}

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

std::vector<Passage> choose_passages(std::string_view text, const Matches& found,
                                     std::size_t max_chars, std::size_t most) {
  if (found.matches.empty()) return {{0, 0, max_chars}};
  const std::vector<Placed> placed = place(text, found.matches);
  const Beginnings beginnings(text, found.words);
  if (beginnings.total() <= max_chars) return {{0, text.size(), max_chars}};
  const std::vector<Window> windows = choose_windows(found.matches, placed, max_chars, most);
  const std::size_t room = max_chars / windows.size();
  std::vector<Passage> passages;
  for (const Window& window : windows) {
    Passage passage{found.matches[window.first].begin, 0, room};
    std::size_t end = 0;
    for (std::size_t i = window.first; i < window.last; ++i) {
      end = std::max(end, placed[i].end);
      passage.keep_until = std::max(passage.keep_until, found.matches[i].end);
    }
    const auto beginning = choose_beginning(beginnings, placed[window.first].begin, end, room);
    if (beginning) {
      const std::size_t left = saturating_subtract(room, end - beginning->chars);
      passage.begin = with_opening_signs(text, *beginning->word, left);
    }
    if (!passages.empty()) {
      passage.begin = std::max(passage.begin, passages.back().keep_until);
      passage.keep_until = std::max(passage.keep_until, passage.begin);
    }
    passages.push_back(passage);
  }
  return passages;
}

}  // namespace quire::text
