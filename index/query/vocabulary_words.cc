#include "index/query/vocabulary_words.h"

namespace quire::query {

VocabularyWords::VocabularyWords(std::shared_ptr<const vocabulary::Vocabulary> vocabulary,
                                 std::string language, text::Stemmer& stemmer)
    : vocabulary_(std::move(vocabulary)), language_(std::move(language)), stemmer_(stemmer) {}

Expansion VocabularyWords::matching(const std::string& pattern, std::size_t limit) const {
  return vocabulary_->expand(vocabulary::Wildcard(pattern), limit);
}

Expansion VocabularyWords::similar(const std::string& word, std::uint32_t distance,
                                   std::size_t limit) const {
  return vocabulary_->similar(word, distance, limit);
}

std::vector<std::string> VocabularyWords::forms(const std::string& word) const {
  const std::string stem(stemmer_.stem(word));
  std::vector<std::string> forms;
  for (auto& form : vocabulary_->forms(stem, language_, stemmer_).words) {
    forms.push_back(std::move(form.text));
  }
  return forms;
}

}  // namespace quire::query
