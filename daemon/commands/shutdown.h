#pragma once
// `shutdown`: ends the daemon as SIGTERM does, after the answer has gone out.

#include "daemon/commands/call.h"

namespace quire::commands {

void shutdown(Context& context, Call call);

}  // namespace quire::commands
