#pragma once
// The words of a library by looking at each of them, the plainest way: what the vocabulary must
// agree with.

#include <map>
#include <string>
#include <string_view>

#include "index/query/index_words.h"
#include "index/text/stemmer.h"

namespace quire::agreement {

// Both in code points.
[[nodiscard]] bool is_like(std::u32string_view word, std::u32string_view pattern);
// Edits: a letter more, less or another, or two neighbours exchanged, no letter edited twice
// (Damerau's distance as "optimal string alignment").
[[nodiscard]] std::uint32_t edits(std::u32string_view a, std::u32string_view b);
[[nodiscard]] std::u32string code_points(std::string_view text);

class BruteWords final : public query::IndexWords {
 public:
  explicit BruteWords(text::Stemmer& stemmer) : stemmer_(stemmer) {}
  // An article has it once more.
  void add(std::string_view word) { ++words_[std::string(word)]; }

  [[nodiscard]] query::Expansion matching(const std::string& pattern,
                                          std::size_t limit) const override;
  [[nodiscard]] query::Expansion similar(const std::string& word, std::uint32_t distance,
                                         std::size_t limit) const override;
  [[nodiscard]] std::vector<std::string> forms(const std::string& word) const override;

 private:
  text::Stemmer& stemmer_;
  std::map<std::string, std::uint32_t> words_;  // how many articles have each
};

}  // namespace quire::agreement
