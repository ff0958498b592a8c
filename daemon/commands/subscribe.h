#pragma once
// `subscribe` and `unsubscribe`: standing queries of a connection.

#include "daemon/commands/call.h"

namespace quire::commands {

void subscribe(Context& context, Call call);
void unsubscribe(Context& context, Call call);

}  // namespace quire::commands
