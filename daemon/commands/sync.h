#pragma once
// `sync`: answers once everything that was dropped before is published.

#include "daemon/commands/call.h"

namespace quire::commands {

void sync(Context& context, Call call);

}  // namespace quire::commands
