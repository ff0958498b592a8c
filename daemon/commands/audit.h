#pragma once
// `audit`: says what of the drop folders is not as the index has it.

#include "daemon/commands/call.h"

namespace quire::commands {

void audit(Context& context, Call call);

}  // namespace quire::commands
