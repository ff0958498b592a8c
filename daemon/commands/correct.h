#pragma once
// "Did you mean": a query with misspelt words, as it was probably meant.

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/commands/search_pool.h"
#include "index/store/rank/match_guard.h"

namespace quire::commands {

// `found`: how many articles the query itself has found. Empty when no word of it seems to be
// misspelt, when the query that was meant would not find more, or when time is up by `guard`, one
// of its own. Of several readings the one whose words stand together in most articles weighs more.
// On a searching thread.
[[nodiscard]] std::string corrected_query(Engine& engine, std::string_view query,
                                          std::uint64_t found, const store::MatchGuard& guard);

}  // namespace quire::commands
