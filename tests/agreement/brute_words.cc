#include "tests/agreement/brute_words.h"

#include <algorithm>
#include <vector>

#include "index/base/utf8.h"

namespace quire::agreement {
std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar c = decode_utf8(text, at);
    out.push_back(c.code_point);
    at += c.length;
  }
  return out;
}

bool is_like(std::u32string_view word, std::u32string_view pattern) {
  if (pattern.empty()) return word.empty();
  if (pattern.front() == U'*') {
    return is_like(word, pattern.substr(1)) || (!word.empty() && is_like(word.substr(1), pattern));
  }
  if (word.empty()) return false;
  return (pattern.front() == U'?' || pattern.front() == word.front()) &&
         is_like(word.substr(1), pattern.substr(1));
}

std::uint32_t edits(std::u32string_view a, std::u32string_view b) {
  std::vector<std::vector<std::uint32_t>> d(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1));
  for (std::uint32_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::uint32_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::uint32_t changed = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, changed});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace quire::agreement
