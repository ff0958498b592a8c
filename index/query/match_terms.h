#pragma once
// What of a query is to be highlighted in an article. Owned by one thread at a time (it stems).

#include "index/query/ast.h"
#include "index/text/highlighter.h"

namespace quire::query {

// The words of all parts that can make an article match; what is excluded is left out.
[[nodiscard]] text::MatchTerms match_terms(const Node& node, text::Stemmer& stemmer);

}  // namespace quire::query
