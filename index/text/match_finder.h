#pragma once
// The matches of a text with their terms, and the places where a passage may begin. The functions
// are thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/text/match_terms.h"
#include "index/text/stemmer.h"
#include "index/text/token.h"

namespace quire::text {

struct Match {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  std::uint32_t term = 0;  // which of the terms; the same for all words of one stem
};

struct WordStart {
  std::size_t begin = 0;         // bytes
  std::size_t previous_end = 0;  // of the word before it
  bool starts_sentence = false;
};

struct Matches {
  std::vector<Match> matches;    // by begin, the longer first; they may overlap
  std::vector<WordStart> words;  // without the later parts of compounds
};

[[nodiscard]] Matches match_words(std::string_view text, const MatchTerms& terms, Stemmer& stemmer);

// A text whose words have been read and stemmed once, to be asked for the terms of many queries.
// Owned by one thread.
class KnownText {
 public:
  // `text` outlives it.
  KnownText(std::string_view text, Stemmer& stemmer);

  [[nodiscard]] std::string_view text() const { return text_; }
  // As match_words() gives them.
  [[nodiscard]] Matches match(const MatchTerms& terms) const;

 private:
  std::string_view text_;
  std::unordered_map<std::string, std::uint32_t> words_;  // numbers of the different ones, from 0
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_stem_;
  std::vector<Token> tokens_;           // without their terms
  std::vector<std::uint32_t> numbers_;  // of the words that the tokens are
};

// Where the first of them begins, without looking further than need be.
[[nodiscard]] std::optional<std::size_t> first_match(std::string_view text, const MatchTerms& terms,
                                                     Stemmer& stemmer);

// Overlapping matches as one span, in order.
[[nodiscard]] std::vector<Span> merge(const std::vector<Match>& matches);

}  // namespace quire::text
