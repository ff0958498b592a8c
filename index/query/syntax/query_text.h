#pragma once
// A tree as a user would write it. Pure.

#include <string>

#include "index/query/syntax/ast.h"

namespace quire::query {

// A query that parses to the same tree, but for positions and dates, which stand as their ranges.
[[nodiscard]] std::string query_text(const Node& node);

}  // namespace quire::query
