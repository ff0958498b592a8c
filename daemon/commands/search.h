#pragma once
// `search`: a query to ranked hits with snippets.

#include <functional>

#include "daemon/commands/search_pool.h"

namespace quire::commands {

void search(Context& context, Call call);

// The searching thread's part. Time is up at `deadline`, by the clock `now`.
[[nodiscard]] Result<protocol::SearchResponse> run_search(
    Engine& engine, const protocol::SearchRequest& request, SteadyTime deadline,
    const CancelFlag& cancelled,
    const std::function<SteadyTime()>& now = std::chrono::steady_clock::now);

}  // namespace quire::commands
