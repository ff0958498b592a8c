#pragma once
// A tree to Xapian's query: the third stage. Owned by one thread at a time (it stems).

#include <xapian.h>

#include "index/query/ast.h"
#include "index/store/match_guard.h"
#include "index/text/stemmer.h"

namespace quire::query {

// Words match by stem, phrases and exact words as they are; a word that the tokenizer cuts into
// several is a phrase of them, or its compound. What has no word in it ("..." or "-") matches
// nothing by itself and is left out beside other words.
// Phrases stand within `guard`, which is also to be put around the whole.
[[nodiscard]] Xapian::Query to_xapian(const Node& node, text::Stemmer& stemmer,
                                      const store::MatchGuard& guard = {});

}  // namespace quire::query
