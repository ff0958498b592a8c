#pragma once
// The words of a vocabulary, for a query. Owned by one thread (it stems).

#include <memory>
#include <string>

#include "index/query/index_words.h"
#include "index/text/stemmer.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::query {

class VocabularyWords final : public IndexWords {
 public:
  // `stemmer` is the one of `language`, and must outlive this.
  VocabularyWords(std::shared_ptr<const vocabulary::Vocabulary> vocabulary, std::string language,
                  text::Stemmer& stemmer);

  [[nodiscard]] Expansion matching(const std::string& pattern, std::size_t limit) const override;
  [[nodiscard]] Expansion similar(const std::string& word, std::uint32_t distance,
                                  std::size_t limit) const override;
  [[nodiscard]] std::vector<std::string> forms(const std::string& word) const override;

 private:
  std::shared_ptr<const vocabulary::Vocabulary> vocabulary_;
  std::string language_;
  text::Stemmer& stemmer_;
};

}  // namespace quire::query
