#pragma once
// `get`: one article whole, by id or by the path of its file.

#include "daemon/commands/search_pool.h"

namespace quire::commands {

void get(Context& context, Call call);

}  // namespace quire::commands
