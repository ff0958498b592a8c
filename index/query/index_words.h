#pragma once
// The words that the index has, as far as a query needs them. Implementations are for one thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/vocabulary/expansion.h"

namespace quire::query {

using vocabulary::Expansion;
using IndexWord = vocabulary::Word;

class IndexWords {
 public:
  virtual ~IndexWords() = default;

  // `pattern` is folded; * stands for any letters, ? for one. The most frequent `limit` words.
  [[nodiscard]] virtual Expansion matching(const std::string& pattern, std::size_t limit) const = 0;
  // At most `distance` edits from `word`: the nearest first, then the most frequent.
  [[nodiscard]] virtual Expansion similar(const std::string& word, std::uint32_t distance,
                                          std::size_t limit) const = 0;
  // All words that have the same stem as `word` in a language of the library.
  [[nodiscard]] virtual std::vector<std::string> forms(const std::string& word) const = 0;
};

}  // namespace quire::query
