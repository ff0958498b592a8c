#include "index/vocabulary/wildcard.h"

#include <algorithm>

#include "index/base/utf8.h"

namespace quire::vocabulary {
namespace {

std::string with_single_stars(std::string_view pattern) {
  std::string single;
  for (const char c : pattern) {
    if (c != '*' || single.empty() || single.back() != '*') single.push_back(c);
  }
  return single;
}

// Bytes of the character that begins at word[at].
std::size_t length_at(std::string_view word, std::size_t at) {
  std::size_t end = at + 1;
  while (end < word.size() && is_utf8_continuation(word[end])) ++end;
  return end - at;
}

}  // namespace

Wildcard::Wildcard(std::string_view pattern) : pattern_(with_single_stars(pattern)) {
  prefix_ = std::min(pattern_.find_first_of("*?"), pattern_.size());
  for (std::size_t at = 0; at < pattern_.size();) {
    const std::size_t end = std::min(pattern_.find_first_of("*?", at), pattern_.size());
    if (end - at > literal_.size()) literal_ = pattern_.substr(at, end - at);
    at = end + 1;
  }
  const std::size_t last = pattern_.find_last_of("*?");
  tail_ = last == std::string::npos ? 0 : last + 1;
}

// Upon a mismatch only the last star needs to take one character more: an earlier one that took
// more would only leave less for the rest.
bool Wildcard::matches(std::string_view word) const {
  // Most words are ruled out by this.
  if (!word.ends_with(std::string_view(pattern_).substr(tail_))) return false;
  if (word.find(literal_) == std::string_view::npos) return false;
  std::size_t at = 0;
  std::size_t star = std::string::npos;  // behind the last one
  std::size_t taken = 0;                 // where that one's run ends in the word
  std::size_t next = 0;                  // in the pattern
  while (at < word.size()) {
    if (next < pattern_.size() && pattern_[next] == '*') {
      star = ++next;
      taken = at;
    } else if (next < pattern_.size() && pattern_[next] == '?') {
      at += length_at(word, at);
      ++next;
    } else if (next < pattern_.size() && pattern_[next] == word[at]) {
      ++at;
      ++next;
    } else if (star != std::string::npos) {
      taken += length_at(word, taken);
      at = taken;
      next = star;
    } else {
      return false;
    }
  }
  return pattern_.substr(next).find_first_not_of('*') == std::string::npos;
}

}  // namespace quire::vocabulary
