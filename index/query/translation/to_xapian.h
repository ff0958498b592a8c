#pragma once
// A tree to Xapian's query: the third stage. Owned by one thread at a time (it stems).

#include <xapian.h>

#include <optional>
#include <vector>

#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"
#include "index/store/rank/ranking.h"

namespace quire::query {

struct Translated {
  Xapian::Query query;
  std::vector<ExpandedWord> expansions;  // of the patterns and fuzzy words, in no order
  store::Ranking ranking;
  bool terms_only = false;  // no patterns of values, ranges, or places outside of a guard
};

// Words match by stem, phrases and exact words as they are; a word that the tokenizer cuts into
// several is a phrase of them, or its compound. What has no word in it ("..." or "-") matches
// nothing by itself and is left out beside other words; so are stop words.
// Whatever looks at positions stands within the guard, which is also to be put around the whole.
[[nodiscard]] Translated to_xapian(const Node& node, const TranslationOptions& options);

// What a word that stands beside others is weighed by, where it is not weighed as it is alone: one
// with a hyphen by its parts too. Finds what has any of them.
[[nodiscard]] std::optional<Xapian::Query> beside_others(const Node& node,
                                                         const TranslationOptions& options);

}  // namespace quire::query
