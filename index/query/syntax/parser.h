#pragma once
// Tokens to a tree: the second stage. Pure.
//
//   query   := or
//   or      := and { OR and }
//   and     := without { AND without }
//   without := some { NOT some } | NOT some { NOT some }
//   some    := { [+ | -] near }              words side by side
//   near    := operand { (NEAR | ADJ | SAME | PARA) operand }
//   operand := WORD | PHRASE | EXACT | WILDCARD | FUZZY | EVERYTHING | FIELD: operand | ( or )
//
// so `a b OR c` is (a b) OR c, `a NEAR b c` is (a NEAR b) c, and `NOT a` alone is every article
// without a. Fields that hold values (source:, date:, ...) are filters: side by side with words all
// of them must match, two values of one field mean either.

#include <string_view>

#include "index/base/result.h"
#include "index/query/syntax/ast.h"
#include "index/query/syntax/days.h"

namespace quire::query {

inline constexpr int kMaxQueryDepth = 100;        // nested parentheses
inline constexpr std::size_t kMaxClauses = 1024;  // words, fields and groups in one query
// What an unfinished word may become while it is typed: few, since each letter asks anew.
inline constexpr std::uint32_t kTypingWords = 40;

struct ParseOptions {
  // What is half-typed is taken as far as it goes: an open quote or parenthesis is closed, an
  // operator or field without its operand is left out, and the last word may go on.
  bool typing = false;
  Today today;
};

// The empty query finds every article. kParse with a position and a hint; kTooLarge over
// kMaxClauses.
[[nodiscard]] Result<Node> parse(std::string_view query, const ParseOptions& options = {});

}  // namespace quire::query
