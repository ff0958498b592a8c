#pragma once
// Articles in which words stand together as they do in the query, favoured among the best. Asking
// Xapian for it in the match would cost a look at the positions of every candidate; the best few
// are what a reader sees. Owned by one thread. Internal to the store.

#include <xapian.h>

#include <span>
#include <vector>

#include "index/store/rank/match_guard.h"
#include "index/store/rank/ranking.h"

namespace quire::store {

// Adds to the weight of each of `best` what each pair of neighbours gives it: BM25 of the pair as a
// term that weighs a part of what its two words do. Puts them in order again; what is equal stays
// in the order it had. Leaves off when the guard ends the match.
void favour_neighbours(const Xapian::Database& database, const std::vector<Neighbours>& neighbours,
                       const MatchGuard& guard, std::span<Ranked> best);

}  // namespace quire::store
