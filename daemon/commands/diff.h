#pragma once
// The method `diff`: what changed from one version of an article to another.

#include "daemon/commands/call.h"

namespace quire::commands {

void diff(Context& context, Call call);

}  // namespace quire::commands
