#pragma once
// Newer articles favoured among the best. The prior falls exponentially with age, as in X. Li and
// W. B. Croft, "Time-based language models" (CIKM 2003), by a half-life that the user names. Owned
// by one thread. Internal to the store.

#include <xapian.h>

#include <span>

#include "index/store/rank/match_guard.h"
#include "index/store/rank/ranking.h"

namespace quire::store {

// So many of the best articles are looked at.
inline constexpr std::uint32_t kLookedAtForAge = 200;

// 2^(-age / half-life): 1 for an article of the moment or of the future, 1/2 for one that is a
// half-life old, 0 for one without a date.
[[nodiscard]] double freshness(const Xapian::Document& article, const Recency& recency);

// Adds to the weight of each of `best` as much again, times its freshness. Puts them in order
// again; what is equal stays in the order it had. Leaves off when the guard ends the match.
void favour_recent(const Xapian::Database& database, const Recency& recency,
                   const MatchGuard& guard, std::span<Ranked> best);

}  // namespace quire::store
