#include "index/vocabulary/stem_index.h"

#include <algorithm>

#include "index/base/hash.h"

namespace quire::vocabulary {
namespace {

std::uint32_t short_hash(std::string_view stem) { return static_cast<std::uint32_t>(hash64(stem)); }

}  // namespace

StemIndex::StemIndex(const WordTable& table, text::Stemmer& stemmer) {
  entries_.reserve(table.size());
  for (auto at = table.begin(); !at.at_end(); at.next()) {
    entries_.push_back({short_hash(stemmer.stem(at.word())), at.index()});
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.word < b.word;
  });
}

std::vector<std::uint32_t> StemIndex::words(std::string_view stem, const WordTable& table,
                                            text::Stemmer& stemmer) const {
  std::vector<std::uint32_t> found;
  const std::uint32_t hash = short_hash(stem);
  auto entry =
      std::lower_bound(entries_.begin(), entries_.end(), hash,
                       [](const Entry& e, std::uint32_t wanted) { return e.hash < wanted; });
  for (; entry != entries_.end() && entry->hash == hash; ++entry) {
    if (stemmer.stem(table.at(entry->word).word()) == stem) found.push_back(entry->word);
  }
  return found;
}

}  // namespace quire::vocabulary
