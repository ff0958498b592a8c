#pragma once
// The matches of a text with their terms. The functions are thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/text/snippets/match_terms.h"
#include "index/text/snippets/word_starts.h"
#include "index/text/stems/stemmer.h"
#include "index/text/words/token.h"

namespace quire::text {

struct Match {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  std::uint32_t term = 0;  // which of the terms; the same for all words of one stem
};

struct Matches {
  std::vector<Match> matches;  // by begin, the longer first; they may overlap
  std::vector<Token> tokens;   // of the text, without their terms
};

[[nodiscard]] Matches match_words(std::string_view text, const MatchTerms& terms, Stemmer& stemmer);

// A text whose words have been read and stemmed once, to be asked for the terms of many queries.
// Owned by one thread.
class KnownText {
 public:
  // `text` outlives it.
  KnownText(std::string_view text, Stemmer& stemmer);

  [[nodiscard]] std::string_view text() const { return words_.text(); }
  [[nodiscard]] const WordStarts& words() const { return words_; }
  // As match_words() gives them.
  [[nodiscard]] std::vector<Match> match(const MatchTerms& terms) const;

 private:
  using WordNumber = std::uint32_t;  // of the different words, from 0
  using Places = std::vector<std::uint32_t>;

  std::vector<Token> tokens_;  // without their terms
  WordStarts words_;
  std::unordered_map<std::string, WordNumber> numbers_;
  std::unordered_map<std::string, std::vector<WordNumber>> by_stem_;
  std::vector<Places> places_;  // by word: which of the tokens are that word
};

// Where the first of them begins, without looking further than need be.
[[nodiscard]] std::optional<std::size_t> first_match(std::string_view text, const MatchTerms& terms,
                                                     Stemmer& stemmer);

// Overlapping matches as one span, in order.
[[nodiscard]] std::vector<Span> merge(const std::vector<Match>& matches);

}  // namespace quire::text
