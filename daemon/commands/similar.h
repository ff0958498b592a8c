#pragma once
// `similar`: articles about the same subject as one, in other words than its own.

#include "daemon/commands/call.h"

namespace quire::commands {

void similar(Context& context, Call call);

}  // namespace quire::commands
