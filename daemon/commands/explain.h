#pragma once
// `explain`: what each part of a query has to do with an article, and why it does not match.

#include "daemon/commands/call.h"

namespace quire::commands {

void explain(Context& context, Call call);

}  // namespace quire::commands
