#include "index/extract/clean/hover_card.h"

#include <algorithm>

namespace quire::extract {
namespace {

constexpr std::string_view kEnd = "MORE";
constexpr std::size_t kLongestCard = 1200;    // bytes; three headlines and a name
constexpr std::size_t kLongestFullName = 80;  // bytes
constexpr std::size_t kShortestSurname = 2;   // bytes

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
// Letters beyond ASCII are taken for parts of a word in lower case.
bool is_word(char c) {
  return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\'' ||
         c == '-';
}

// The word that ends before `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

// Where MORE stands by itself at or after `from`; npos when not within a card's length.
std::size_t find_end(std::string_view text, std::size_t from) {
  const std::string_view window = text.substr(0, std::min(text.size(), from + kLongestCard));
  for (std::size_t at = window.find(kEnd, from); at != std::string_view::npos;
       at = window.find(kEnd, at + 1)) {
    const std::size_t end = at + kEnd.size();
    const bool alone = end == text.size() || !is_word(text[end]);
    // The last headline may be glued to it.
    if (alone && !is_upper(text[at - 1])) return at;
  }
  return std::string_view::npos;
}

// Whether a full name that ends in `surname` begins at `begin` and is followed by a capital letter,
// a digit, a quotation mark, or a space and then MORE.
bool repeats_the_name(std::string_view text, std::size_t begin, std::string_view surname,
                      std::size_t end) {
  const std::size_t limit = std::min(end, begin + kLongestFullName);
  for (std::size_t at = text.find(surname, begin); at < limit; at = text.find(surname, at + 1)) {
    if (at == std::string_view::npos) return false;
    if (at > begin && is_word(text[at - 1])) continue;
    const std::size_t after = at + surname.size();
    if (after >= end || !is_lower(text[after])) return true;
  }
  return false;
}

}  // namespace

std::optional<Cut> find_hover_card(std::string_view text, std::size_t from) {
  // Where there is no MORE there is no card: most paragraphs end here.
  if (text.find(kEnd, from) == std::string_view::npos) return std::nullopt;
  for (std::size_t at = std::max<std::size_t>(from, 1); at < text.size(); ++at) {
    if (!is_upper(text[at]) || !(is_lower(text[at - 1]) || text[at - 1] == '.')) continue;
    std::string_view surname = word_before(text, at);
    if (surname.size() < kShortestSurname || !is_upper(surname.front())) continue;
    // "McConnell" meets a capital letter too.
    const std::size_t end = find_end(text, at);
    if (end == std::string_view::npos) return std::nullopt;
    if (repeats_the_name(text, at, surname, end)) return Cut{at, end + kEnd.size()};
  }
  return std::nullopt;
}

}  // namespace quire::extract
