#pragma once
// `complete`: the words, or the values of a field, that begin with what has been typed.

#include "daemon/commands/search_pool.h"

namespace quire::commands {

void complete(Context& context, Call call);

// The work of it, on a searching thread. kDeadlineExceeded when it is too late to begin.
[[nodiscard]] Result<protocol::CompleteResponse> run_complete(
    Engine& engine, const protocol::CompleteRequest& request, SteadyTime deadline);

}  // namespace quire::commands
