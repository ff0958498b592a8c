#include "index/query/translation/index_words.h"

#include <set>

namespace quire::query {

IndexWords::IndexWords(std::shared_ptr<const vocabulary::Vocabulary> vocabulary,
                       text::Stemmers& stemmers)
    : vocabulary_(std::move(vocabulary)), stemmers_(stemmers) {}

Expansion IndexWords::matching(const std::string& pattern, std::size_t limit) const {
  return vocabulary_->expand(vocabulary::Wildcard(pattern), limit);
}

Expansion IndexWords::similar(const std::string& word, std::uint32_t distance,
                              std::size_t limit) const {
  return vocabulary_->similar(word, distance, limit);
}

std::vector<std::string> IndexWords::forms(const std::string& word) const {
  std::set<std::string> forms;
  const std::vector<std::string>& languages = stemmers_.languages();
  for (std::size_t i = 0; i < languages.size(); ++i) {
    text::Stemmer& stemmer = stemmers_.at(i);
    const std::string stem(stemmer.stem(word));
    for (auto& form : vocabulary_->forms(stem, languages[i], stemmer).words) {
      forms.insert(std::move(form.text));
    }
  }
  return {forms.begin(), forms.end()};
}

}  // namespace quire::query
