#pragma once
// A search of our own index and of the other daemons' at once. Loop thread only.

#include <functional>

#include "daemon/commands/call.h"
#include "daemon/protocol/messages.h"
#include "index/base/clock.h"

namespace quire::commands {

// Starts a search of our own index: the same call with another request.
using SearchHere = std::function<void(Call, protocol::SearchRequest)>;

// Answers when all have, or by the deadline without those that have not.
void search_everywhere(Context& context, Call call, protocol::SearchRequest request,
                       SteadyTime deadline, const SearchHere& search_here);

}  // namespace quire::commands
