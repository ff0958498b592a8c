#pragma once
// The words that the index has, as far as a query needs them. Owned by one thread (it stems).

#include <memory>
#include <string>
#include <vector>

#include "index/text/stems/stemmers.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::query {

using vocabulary::Expansion;
using IndexWord = vocabulary::Word;

class IndexWords {
 public:
  // `stemmers` must outlive this.
  IndexWords(std::shared_ptr<const vocabulary::Vocabulary> vocabulary, text::Stemmers& stemmers);

  // `pattern` is folded; * stands for any letters, ? for one. The most frequent `limit` words.
  [[nodiscard]] Expansion matching(const std::string& pattern, std::size_t limit) const;
  // At most `distance` edits from `word`: the nearest first, then the most frequent.
  [[nodiscard]] Expansion similar(const std::string& word, std::uint32_t distance,
                                  std::size_t limit) const;
  // All words that have the same stem as `word` in a language of the library.
  [[nodiscard]] std::vector<std::string> forms(const std::string& word) const;

 private:
  std::shared_ptr<const vocabulary::Vocabulary> vocabulary_;
  text::Stemmers& stemmers_;
};

}  // namespace quire::query
