#include "index/text/likeness/shingles.h"

#include <algorithm>
#include <array>

#include "index/base/hash.h"
#include "index/text/words/tokenizer.h"

namespace quire::text {
namespace {

std::uint64_t combined(const std::array<std::uint64_t, kShingleWords>& words, std::size_t last) {
  std::uint64_t hash = 0;
  for (std::size_t i = 1; i <= kShingleWords; ++i) {
    // FNV's prime spreads each word's hash over the row's.
    hash = (hash ^ words[(last + i) % kShingleWords]) * 0x100000001B3ULL;
  }
  return hash;
}

}  // namespace

Shingles shingles_of(std::string_view text) {
  Shingles shingles;
  std::array<std::uint64_t, kShingleWords> words{};
  std::size_t count = 0;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    if (token.kind == TokenKind::kCompound) continue;
    words[count % kShingleWords] = hash64(token.term);
    if (++count >= kShingleWords) shingles.push_back(combined(words, (count - 1) % kShingleWords));
  }
  if (count > 0 && shingles.empty()) shingles.push_back(combined(words, count - 1));
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

double containment(const Shingles& a, const Shingles& b) {
  const std::size_t smaller = std::min(a.size(), b.size());
  if (smaller == 0) return 0;
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common;
    const bool i_moves = *i <= *j;
    const bool j_moves = *j <= *i;
    if (i_moves) ++i;
    if (j_moves) ++j;
  }
  return static_cast<double>(common) / static_cast<double>(smaller);
}

}  // namespace quire::text
