#pragma once
// A query's text to tokens: the first stage. Pure.
//
//   +border -"civil war" title:(a OR b)
//   -> Plus Word(border) Minus Phrase(civil war) Field(title) Open Word(a) Or Word(b) Close End

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire::query {

enum class LexemeKind : std::uint8_t {
  kWord,    // text: as written
  kPhrase,  // text: what stands between the quotes
  kExact,   // text: the word or phrase after '=' (="police")
  kField,   // text: the field's name, lower case; its value follows
  kAnd,
  kOr,
  kNot,
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

  bool operator==(const Lexeme&) const = default;
};

// Typographic quotes count as plain ones. Always ends with kEnd. kParse, with a position, for a
// quote that is not closed.
[[nodiscard]] Result<std::vector<Lexeme>> lex(std::string_view query);

// One line a lexeme, for `quire parse` and for tests.
[[nodiscard]] std::string describe(const std::vector<Lexeme>& lexemes);

}  // namespace quire::query
