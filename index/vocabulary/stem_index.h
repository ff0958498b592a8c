#pragma once
// Which words of a table have the same stem: sorted pairs of a stem's hash and a word's number. A
// hash may stand for two stems, so a look-up stems the words again. Immutable.

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/text/stems/stemmer.h"
#include "index/vocabulary/word_table.h"

namespace quire::vocabulary {

class StemIndex {
 public:
  StemIndex(const WordTable& table, text::Stemmer& stemmer);

  // The numbers, in `table`, of all words with that stem; both must be those it was made with.
  [[nodiscard]] std::vector<std::uint32_t> words(std::string_view stem, const WordTable& table,
                                                 text::Stemmer& stemmer) const;
  [[nodiscard]] std::size_t bytes() const { return entries_.size() * sizeof(Entry); }

 private:
  struct Entry {
    std::uint32_t hash;
    std::uint32_t word;
  };
  std::vector<Entry> entries_;
};

}  // namespace quire::vocabulary
