#include "index/story/likeness.h"

#include <algorithm>
#include <cmath>

#include "index/base/hash.h"
#include "index/story/rows.h"
#include "index/text/tokenizer.h"

namespace quire::story {
namespace {

constexpr double kLeastLength = 0.4;
constexpr double kRowsOfWords = 4;

template <class Hash>
void sort_unique(std::vector<Hash>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

template <class Hash>
double contained_part(const std::vector<Hash>& shorter, const std::vector<Hash>& longer) {
  if (shorter.empty()) return 0;
  std::size_t common = 0;
  for (auto i = shorter.begin(), j = longer.begin(); i != shorter.end() && j != longer.end();) {
    const auto one = *i;
    const auto other = *j;
    if (one == other) ++common;
    if (one <= other) ++i;
    if (other <= one) ++j;
  }
  return static_cast<double>(common) / static_cast<double>(shorter.size());
}

}  // namespace

Contents contents_of(std::string_view text) {
  Contents contents;
  RowMaker rows;
  text::Tokenizer tokenizer(text);
  text::Token token;
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kCompound) continue;
    const std::uint64_t word = hash64(token.term);
    contents.words.push_back(word);
    rows.add(word);
  }
  contents.rows = rows.rows();
  sort_unique(contents.words);
  sort_unique(contents.rows);
  return contents;
}

bool is_version(const Contents& a, const Contents& b, double contained) {
  const bool a_is_shorter = a.rows.size() <= b.rows.size();
  const Contents& shorter = a_is_shorter ? a : b;
  const Contents& longer = a_is_shorter ? b : a;
  const auto length = static_cast<double>(longer.rows.size());
  if (static_cast<double>(shorter.rows.size()) < kLeastLength * length) return false;
  return contained_part(shorter.rows, longer.rows) >= std::pow(contained, kRowsOfWords) &&
         contained_part(shorter.words, longer.words) >= contained;
}

}  // namespace quire::story
