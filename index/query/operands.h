#pragma once
// Single operands to nodes: words in the place a field gives them, values, dates. Pure. Internal to
// the query folder.

#include "index/base/result.h"
#include "index/query/ast.h"
#include "index/query/days.h"
#include "index/query/fields.h"
#include "index/query/lexer.h"

namespace quire::query {

// `lexeme` is a word, phrase, exact, wildcard or fuzzy. kParse for what the field cannot take.
[[nodiscard]] Result<Node> to_operand(const Lexeme& lexeme, const FieldName& field,
                                      const Today& today);

}  // namespace quire::query
