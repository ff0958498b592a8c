#pragma once
// `quire` as a process, for the programs that it is made of.

#include "client/cli/commands/context.h"

namespace quire::cli {

// The status to end with. `offline`: see Surroundings.
[[nodiscard]] int run_process(int count, char** values, const OfflineCommands* offline);

}  // namespace quire::cli
