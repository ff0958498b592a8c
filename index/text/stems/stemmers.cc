#include "index/text/stems/stemmers.h"

#include <algorithm>

namespace quire::text {

Result<Stemmers> Stemmers::create(const std::vector<std::string>& languages) {
  Stemmers made;
  for (const std::string& language : languages) {
    auto stemmer = Stemmer::create(language);
    if (!stemmer) return stemmer.error();
    made.languages_.push_back(language);
    made.stemmers_.push_back(*std::move(stemmer));
  }
  return made;
}

Stemmer& Stemmers::of(std::string_view language) {
  const std::string_view plain = language.substr(0, language.find_first_of("-_"));
  const auto known = std::find(languages_.begin(), languages_.end(), plain);
  return known == languages_.end()
             ? stemmers_.front()
             : stemmers_[static_cast<std::size_t>(known - languages_.begin())];
}

std::vector<std::string> Stemmers::stems(std::string_view term) {
  std::vector<std::string> stems;
  for (Stemmer& stemmer : stemmers_) {
    const std::string_view stem = stemmer.stem(term);
    if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.emplace_back(stem);
  }
  return stems;
}

}  // namespace quire::text
