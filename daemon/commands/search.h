#pragma once
// `search`: a query to ranked hits with snippets.

#include "daemon/commands/search_pool.h"

namespace quire::commands {

void search(Context& context, Call call);

// The searching thread's part. Time is up at `deadline`.
[[nodiscard]] Result<protocol::SearchResponse> run_search(Engine& engine,
                                                          const protocol::SearchRequest& request,
                                                          SteadyTime deadline,
                                                          const CancelFlag& cancelled);

}  // namespace quire::commands
