#include "index/vocabulary/word_set.h"

namespace quire::vocabulary {

const StemIndex& WordSet::stems(std::string_view language, text::Stemmer& stemmer) const {
  const MutexLock lock(mutex_);
  auto known = stems_.find(language);
  if (known == stems_.end()) {
    auto made = std::make_unique<const StemIndex>(table_, stemmer);
    known = stems_.emplace(std::string(language), std::move(made)).first;
  }
  return *known->second;
}

std::size_t WordSet::bytes() const {
  std::size_t bytes = table_.bytes();
  const MutexLock lock(mutex_);
  for (const auto& [language, index] : stems_) bytes += index->bytes();
  return bytes;
}

}  // namespace quire::vocabulary
