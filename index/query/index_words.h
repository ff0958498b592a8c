#pragma once
// The words that the index has, as far as a query needs them. Implementations are for one thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::query {

struct IndexWord {
  std::string text;            // as the tokenizer gives it
  std::uint32_t articles = 0;  // that have it
  std::uint32_t distance = 0;  // of a fuzzy match, in edits

  bool operator==(const IndexWord&) const = default;
};

struct Expansion {
  std::vector<IndexWord> words;
  bool cut = false;  // there are more

  bool operator==(const Expansion&) const = default;
};

class IndexWords {
 public:
  virtual ~IndexWords() = default;

  // `pattern` is folded; * stands for any letters, ? for one. The most frequent `limit` words.
  [[nodiscard]] virtual Expansion matching(const std::string& pattern, std::size_t limit) const = 0;
  // At most `distance` edits from `word`: the nearest first, then the most frequent.
  [[nodiscard]] virtual Expansion similar(const std::string& word, std::uint32_t distance,
                                          std::size_t limit) const = 0;
  // All words that have the same stem as `word`.
  [[nodiscard]] virtual std::vector<std::string> forms(const std::string& word) const = 0;
};

}  // namespace quire::query
