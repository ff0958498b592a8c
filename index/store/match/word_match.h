#pragma once
// The match of a query that is nothing but words, of which any may be there: what most people ask
// most of the time. Every posting is looked at, a window of documents at a time, with sums of
// weights kept by document (term-at-a-time within a window, as Lucene's BooleanScorer does it,
// after Strohman and Croft, "Efficient document retrieval in main memory", SIGIR 2007). So the
// number of matches is known too. Owned by one thread. Internal to the store; throws Xapian's
// exceptions.

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/store/match/open_postings.h"
#include "index/store/rank/match_guard.h"
#include "index/store/rank/ranking.h"
#include "index/store/view/reader.h"

namespace quire::store {

// The terms of which any makes a match; nothing when the query is of another kind, or has more than
// 50 of them.
[[nodiscard]] std::optional<std::vector<std::string>> alternative_terms(const Xapian::Query& query);

struct WordMatches {
  std::vector<Ranked> best;  // best first; what weighs the same by id
  std::uint64_t total = 0;   // of all matches
};

// The `count` best of the articles with any of the terms, with the weights that Xapian's BM25 with
// our parameters gives them. When the guard ends it, what was found until then.
[[nodiscard]] WordMatches match_any(const Snapshot& at, const OpenPostings& postings,
                                    const std::vector<std::string>& terms, std::size_t count,
                                    const MatchGuard& guard);

}  // namespace quire::store
