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
// Fewer names and numbers tell nothing.
constexpr std::size_t kFewestTelling = 4;
// Of n words of which each is left with probability p, n p are left on average, and seldom less
// than so many standard deviations below that.
constexpr double kDeviations = 1.5;

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

// Whether so much of the shorter text's words is in the longer one, give or take what chance does.
bool has_enough(const std::vector<std::uint64_t>& shorter, const std::vector<std::uint64_t>& longer,
                double contained) {
  const auto count = static_cast<double>(shorter.size());
  const double deviation = std::sqrt(contained * (1 - contained) / count);
  return contained_part(shorter, longer) >= contained - kDeviations * deviation;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Contents contents_of(std::string_view text) {
  Contents contents;
  RowMaker rows;
  text::Tokenizer tokenizer(text);
  text::Token token;
  std::uint32_t sentence = 0;
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kCompound) continue;
    const std::uint64_t word = hash64(token.term);
    contents.words.push_back(word);
    const char first = text[token.begin];
    const bool begins_sentence = contents.words.size() == 1 || token.sentence != sentence;
    sentence = token.sentence;
    if (is_digit(first)) contents.numbers.push_back(word);
    if (is_digit(first) || (is_capital(first) && !begins_sentence))
      contents.telling.push_back(word);
    rows.add(word);
  }
  contents.rows = rows.rows();
  sort_unique(contents.words);
  sort_unique(contents.telling);
  sort_unique(contents.numbers);
  sort_unique(contents.rows);
  return contents;
}

bool is_version(const Contents& a, const Contents& b, double contained) {
  const bool a_is_shorter = a.rows.size() <= b.rows.size();
  const Contents& shorter = a_is_shorter ? a : b;
  const Contents& longer = a_is_shorter ? b : a;
  const auto length = static_cast<double>(longer.rows.size());
  if (static_cast<double>(shorter.rows.size()) < kLeastLength * length) return false;
  if (contained_part(shorter.rows, longer.rows) < std::pow(contained, kRowsOfWords)) return false;
  const auto tell_apart = [&](const auto& one, const auto& other) {
    return one.size() >= kFewestTelling && !has_enough(one, other, contained);
  };
  return has_enough(shorter.words, longer.words, contained) &&
         !tell_apart(shorter.telling, longer.telling) &&
         !tell_apart(shorter.numbers, longer.numbers);
}

}  // namespace quire::story
