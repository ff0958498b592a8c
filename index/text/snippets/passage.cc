#include "index/text/snippets/passage.h"

#include <algorithm>
#include <utility>

#include "index/base/utf8.h"
#include "index/text/character_class.h"

namespace quire::text {
namespace {

struct Placed {
  std::size_t begin = 0;  // code points
  std::size_t end = 0;
};

std::vector<Placed> place(const WordStarts& words, const std::vector<Match>& matches) {
  std::vector<Placed> placed;
  placed.reserve(matches.size());
  for (const Match& match : matches) {
    placed.push_back({words.chars_before(match.begin), words.chars_before(match.end)});
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

std::size_t saturating_subtract(std::size_t a, std::size_t b) { return a > b ? a - b : 0; }

// The word to begin with, or null, so that code points [first, end) are in the passage.
const WordStart* choose_beginning(const WordStarts& words, std::size_t first, std::size_t end,
                                  std::size_t max_chars) {
  const std::size_t least = saturating_subtract(end, max_chars);
  // The end of the text is near: show as much before it as there is room for.
  const std::size_t last_full = saturating_subtract(words.total_chars(), max_chars);
  if (last_full <= first) {
    if (const auto* sentence = words.farthest_sentence(last_full, first)) return sentence;
    return words.farthest_word(last_full, first);
  }
  if (const auto* sentence = words.nearest_sentence(least, first)) return sentence;
  // Some words of context before the match, more after it.
  const std::size_t context = (max_chars - std::min(max_chars, end - first)) / 3;
  return words.farthest_word(saturating_subtract(first, context), first);
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

std::vector<Passage> choose_passages(const WordStarts& words, const std::vector<Match>& matches,
                                     std::size_t max_chars, std::size_t most) {
  const std::string_view text = words.text();
  if (words.total_chars() <= max_chars) return {{0, text.size(), max_chars}};
  const std::vector<Placed> placed = place(words, matches);
  const std::vector<Window> windows = choose_windows(matches, placed, max_chars, most);
  const std::size_t room = max_chars / windows.size();
  std::vector<Passage> passages;
  for (const Window& window : windows) {
    Passage passage{matches[window.first].begin, 0, room};
    std::size_t end = 0;
    for (std::size_t i = window.first; i < window.last; ++i) {
      end = std::max(end, placed[i].end);
      passage.keep_until = std::max(passage.keep_until, matches[i].end);
    }
    const WordStart* beginning = choose_beginning(words, placed[window.first].begin, end, room);
    if (beginning != nullptr) {
      const std::size_t left = saturating_subtract(room, end - beginning->chars);
      passage.begin = with_opening_signs(text, *beginning, left);
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
