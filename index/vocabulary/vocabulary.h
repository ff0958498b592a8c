#pragma once
// The words of a library as they were at one time: what wildcards, misspelt words and stems stand
// for. A view over the tables of its segments. Immutable; any number of threads may read it.
//
// The number of articles of a word counts those too that were replaced or removed and wait for a
// merge, so a word that has just gone may still be given.

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "index/text/stems/stemmer.h"
#include "index/vocabulary/expansion.h"
#include "index/vocabulary/wildcard.h"
#include "index/vocabulary/word_set.h"

namespace quire::vocabulary {

class Vocabulary {
 public:
  explicit Vocabulary(std::vector<std::shared_ptr<const WordSet>> segments);

  // How many articles have the word, as the tokenizer gives it; 0 when none has.
  [[nodiscard]] std::uint64_t frequency(std::string_view word) const;

  // The words that begin so, or that match the pattern. Most frequent first.
  [[nodiscard]] Expansion with_prefix(std::string_view prefix,
                                      std::size_t limit = kExpansionLimit) const;
  [[nodiscard]] Expansion expand(const Wildcard& pattern,
                                 std::size_t limit = kExpansionLimit) const;

  // The words at most `distance` (1 or 2) edits away, the word itself included if it is there;
  // nearest first, then most frequent. An edit is a character more, less or another one, or two
  // neighbours exchanged.
  [[nodiscard]] Expansion similar(std::string_view word, std::uint32_t distance,
                                  std::size_t limit = kExpansionLimit) const;

  // All words of which `stemmer`, the one of `language`, makes that stem. Most frequent first.
  // The first call for a language goes through the words of all segments that are new to it.
  [[nodiscard]] Expansion forms(std::string_view stem, std::string_view language,
                                text::Stemmer& stemmer, std::size_t limit = kExpansionLimit) const;

  // Does now what the first call of forms() for the language would.
  void learn_forms(std::string_view language, text::Stemmer& stemmer) const;

  // Of the segments' tables together; a word of two segments counts twice.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  std::vector<std::shared_ptr<const WordSet>> segments_;
};

}  // namespace quire::vocabulary
