#pragma once
// The whole table of distances: what the automaton is held against.

#include <algorithm>
#include <string_view>
#include <vector>

#include "index/base/utf8.h"

namespace quire::vocabulary {

inline std::u32string characters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).length) {
    out.push_back(decode_utf8(text, at).code_point);
  }
  return out;
}

inline std::uint32_t edit_distance(std::string_view first, std::string_view second) {
  const std::u32string a = characters_of(first);
  const std::u32string b = characters_of(second);
  std::vector<std::vector<std::uint32_t>> d(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1));
  for (std::uint32_t i = 0; i <= a.size(); ++i) {
    for (std::uint32_t j = 0; j <= b.size(); ++j) {
      d[i][j] = std::max(i, j);
      if (i == 0 || j == 0) continue;
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace quire::vocabulary
