#pragma once
// `quire` as a function.

#include <string>
#include <vector>

#include "client/cli/commands/context.h"

namespace quire::cli {

// `arguments` come without the program's name.
[[nodiscard]] ExitStatus run(const std::vector<std::string>& arguments, Surroundings& surroundings);

}  // namespace quire::cli
