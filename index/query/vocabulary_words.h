#pragma once
// The words of a vocabulary, for a query. Owned by one thread (it stems).

#include <memory>
#include <string>

#include "index/query/index_words.h"
#include "index/text/stemmers.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::query {

class VocabularyWords final : public IndexWords {
 public:
  // `stemmers` must outlive this.
  VocabularyWords(std::shared_ptr<const vocabulary::Vocabulary> vocabulary,
                  text::Stemmers& stemmers);

  [[nodiscard]] Expansion matching(const std::string& pattern, std::size_t limit) const override;
  [[nodiscard]] Expansion similar(const std::string& word, std::uint32_t distance,
                                  std::size_t limit) const override;
  [[nodiscard]] std::vector<std::string> forms(const std::string& word) const override;

 private:
  std::shared_ptr<const vocabulary::Vocabulary> vocabulary_;
  text::Stemmers& stemmers_;
};

}  // namespace quire::query
