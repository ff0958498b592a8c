#include "index/query/syntax/wildcard.h"

#include "index/query/syntax/written_words.h"

namespace quire::query {
namespace {

// Letters of other scripts are bytes above ASCII; so is their punctuation, which does no harm here.
bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_wildcard(char c) { return c == '*' || c == '?'; }

}  // namespace

std::string wildcard_pattern(std::string_view word, std::string_view is_literal) {
  const auto is_sign = [&](std::size_t i) { return is_wildcard(word[i]) && is_literal[i] != '1'; };
  std::size_t end = word.size();
  while (end > 0 && !is_word_byte(word[end - 1]) && !(word[end - 1] == '*' && is_sign(end - 1))) {
    --end;
  }
  std::string pattern;
  bool has_sign = false;
  bool has_letter = false;
  for (std::size_t i = 0; i < end; ++i) {
    const char c = word[i];
    if (is_wildcard(c) && !is_sign(i)) continue;
    if (c == '*' && !pattern.empty() && pattern.back() == '*') continue;
    has_sign = has_sign || is_wildcard(c);
    has_letter = has_letter || is_word_byte(c);
    pattern.push_back(c);
  }
  return has_sign && has_letter ? pattern : std::string();
}

std::string wildcard_pattern(std::string_view word) {
  return wildcard_pattern(word, std::string(word.size(), '0'));
}

std::string folded_pattern(std::string_view pattern) {
  std::string out;
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find_first_of("*?"), pattern.size());
    for (const std::string& word : written_words(pattern.substr(0, end)).words) out += word;
    if (end < pattern.size()) out.push_back(pattern[end]);
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return out;
}

}  // namespace quire::query
