#pragma once
// Single operands to nodes: words in the place a field gives them, values, dates. Pure. Internal to
// the query folder.

#include "index/base/result.h"
#include "index/query/syntax/ast.h"
#include "index/query/syntax/days.h"
#include "index/query/syntax/fields.h"
#include "index/query/syntax/lexer.h"

namespace quire::query {

// `lexeme` is a word, phrase, exact, wildcard or fuzzy. kParse for what the field cannot take.
[[nodiscard]] Result<Node> to_operand(const Lexeme& lexeme, const FieldName& field,
                                      const Today& today);

}  // namespace quire::query
