#pragma once
// Tokens to a tree: the second stage. Pure.
//
//   query   := or
//   or      := and { OR and }
//   and     := without { AND without }
//   without := some { NOT some } | NOT some { NOT some }
//   some    := { [+ | -] operand }           words side by side
//   operand := WORD | PHRASE | EXACT | FIELD: operand | ( or )
//
// so `a b OR c` is (a b) OR c, and `NOT a` alone is every article without a.

#include <string_view>

#include "index/base/result.h"
#include "index/query/ast.h"

namespace quire::query {

inline constexpr int kMaxQueryDepth = 100;        // nested parentheses
inline constexpr std::size_t kMaxClauses = 1024;  // words, fields and groups in one query

// The empty query finds every article. kParse with a position and a hint; kTooLarge over
// kMaxClauses.
[[nodiscard]] Result<Node> parse(std::string_view query);

}  // namespace quire::query
