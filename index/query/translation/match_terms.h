#pragma once
// What of a query is to be highlighted in an article. Owned by one thread at a time (it stems).

#include <vector>

#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"
#include "index/text/snippets/match_terms.h"
#include "index/text/stems/stemmers.h"

namespace quire::query {

// The words of all parts that can make an article match; what is excluded, and what stands in
// fields beside the text, is left out, and stop words beside others. `expansions` are those of the
// query's translation.
[[nodiscard]] text::MatchTerms match_terms(const Node& node, text::Stemmers& stemmers,
                                           const std::vector<ExpandedWord>& expansions = {});

}  // namespace quire::query
