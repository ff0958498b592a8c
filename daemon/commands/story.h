#pragma once
// The method `story`: all versions of an article, in the order in which they were published.

#include "daemon/commands/call.h"

namespace quire::commands {

void story(Context& context, Call call);

}  // namespace quire::commands
