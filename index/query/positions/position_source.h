#pragma once
// The articles in which words stand as a PositionQuery says, for Xapian to ask about candidates
// that have all the words. Xapian's own OP_NEAR and OP_PHRASE know neither sentences nor nesting.
// Owned by one thread, like the query it is part of.

#include <xapian.h>

#include <memory>

#include "index/query/positions/position_query.h"
#include "index/store/rank/match_guard.h"
#include "index/store/view/postings_cache.h"

namespace quire::query {

struct MatchContext {
  store::MatchGuard guard;
  // Of the segments that are searched; null when they are all to be read through Xapian.
  std::shared_ptr<store::PostingsCache> postings = nullptr;
};

// Those of `candidates` that are as `wanted` says, with the weights of the candidates. `candidates`
// must have whatever `wanted` needs. Ends with the guard's deadline.
[[nodiscard]] Xapian::Query with_positions(const Xapian::Query& candidates,
                                           const PositionQuery& wanted,
                                           const MatchContext& context);

}  // namespace quire::query
