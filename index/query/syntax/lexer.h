#pragma once
// A query's text to tokens: the first stage. Pure.
//
//   +border -"civil war" title:(a OR b) migra* NEAR/5 police
//   -> Plus Word(border) Minus Phrase(civil war) Field(title) Open Word(a) Or Word(b) Close
//      Wildcard(migra*) Near(5) Word(police) End
//
// * Operators are written in upper case and stand alone: AND OR NOT NEAR NEAR/n ADJ ADJ/n SAME
// PARA.
// * `*` and `?` in a word are wildcards; a ? at its end is a question mark. A lone * is
// kEverything.
// * word~ and word~2 are fuzzy.
// * A backslash takes the meaning from the character behind it: \" \( \* \- \\ and so on.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire::query {

inline constexpr std::uint32_t kNearWords = 10;     // NEAR without a number
inline constexpr std::uint32_t kAdjacentWords = 1;  // ADJ without a number
inline constexpr std::uint32_t kMaxWordsApart = 1000;

enum class LexemeKind : std::uint8_t {
  kWord,        // text: as written
  kPhrase,      // text: what stands between the quotes
  kExact,       // text: the word or phrase after '=' (="police")
  kWildcard,    // text: the pattern
  kFuzzy,       // text: the word; number: edit distance
  kEverything,  // *
  kField,       // text: the field's name, lower case; its value follows
  kAnd,
  kOr,
  kNot,
  kNear,       // number: words apart
  kAdjacent,   // number: words apart
  kSentence,   // SAME
  kParagraph,  // PARA
  kPlus,
  kMinus,
  kOpen,
  kClose,
  kEnd,
};

struct Lexeme {
  LexemeKind kind = LexemeKind::kEnd;
  std::string text;
  std::size_t position = 0;  // where it starts in the query, in code points
  std::uint32_t number = 0;
  std::string written;         // a wildcard's or a fuzzy word's text as it stands in the query
  bool is_unfinished = false;  // the query ends with it, so that more of it may follow

  bool operator==(const Lexeme&) const = default;
};

// Typographic quotes count as plain ones. Always ends with kEnd. kParse, with a position, for a
// quote that is not closed (unless `typing`: then it ends with the query), an edit distance or a
// number of words that cannot be.
[[nodiscard]] Result<std::vector<Lexeme>> lex(std::string_view query, bool typing = false);

// One line a lexeme, for `quire parse` and for tests.
[[nodiscard]] std::string describe(const std::vector<Lexeme>& lexemes);

}  // namespace quire::query
