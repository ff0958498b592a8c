#pragma once
// `status`: what the daemon has, does, and what is wrong.

#include "daemon/commands/search_pool.h"

namespace quire::commands {

void status(Context& context, Call call);

}  // namespace quire::commands
