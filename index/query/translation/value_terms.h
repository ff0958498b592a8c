#pragma once
// Values of fields, and ranges, as filters in terms of the index. Pure. Internal to the query
// folder.

#include <xapian.h>

#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"

namespace quire::query {

// A kValue or kRange. Without weight.
[[nodiscard]] Xapian::Query value_query(const Node& node, const TranslationOptions& options);

}  // namespace quire::query
