#pragma once
// The best matches of a query, ranked again by what Xapian's weights do not see. Owned by one
// thread. Internal to the store.

#include <xapian.h>

#include <functional>
#include <vector>

#include "index/store/rank/match_guard.h"
#include "index/store/rank/neighbours.h"
#include "index/store/rank/ranking.h"

namespace quire::store {

// How many of the best are looked at; 0: there is nothing to do. Whoever pages on sees the others
// in the order of their weights.
[[nodiscard]] std::uint32_t looked_at_again(const Ranking& ranking);

[[nodiscard]] std::vector<Ranked> to_ranked(const Xapian::MSet& found);

// Orders `found`, the best matches of `query` from the first on. `match` gives as many of a query
// in the order of their weights. Returns what was added to the query. When the guard ends it on the
// way the order is that of the weights.
[[nodiscard]] std::vector<AddedWord> rank_again(
    const Xapian::Database& database, const Xapian::Query& query, const Ranking& ranking,
    const MatchGuard& guard, const std::function<std::vector<Ranked>(const Xapian::Query&)>& match,
    std::vector<Ranked>& found);

}  // namespace quire::store
