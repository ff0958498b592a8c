#pragma once
// Small steps over markup's text: ASCII's letters and white space, which are all that markup itself
// is made of. Pure functions.

#include <algorithm>
#include <string>
#include <string_view>

#include "index/base/utf8.h"

namespace quire::extract::html {

inline constexpr std::string_view kAsciiSpace = " \t\r\n\f";

[[nodiscard]] constexpr char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

[[nodiscard]] inline std::string_view trim_ascii(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kAsciiSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAsciiSpace) - first + 1);
}

// At most that many bytes of valid UTF-8, cut between characters.
[[nodiscard]] inline std::string_view cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && is_utf8_continuation(text[most])) --most;
  return text.substr(0, most);
}

// Calls visit(word) for each part between white space.
template <class Visit>
void for_ascii_words(std::string_view text, const Visit& visit) {
  std::size_t begin = 0;
  while ((begin = text.find_first_not_of(kAsciiSpace, begin)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kAsciiSpace, begin), text.size());
    visit(text.substr(begin, end - begin));
    begin = end;
  }
}

[[nodiscard]] inline std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  for_ascii_words(text, [&](std::string_view) { ++words; });
  return words;
}

}  // namespace quire::extract::html
