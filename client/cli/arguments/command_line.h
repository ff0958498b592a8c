#pragma once
// The command line of `quire` -> Options. CLI11 is included by command_line.cc alone.

#include <string>
#include <vector>

#include "client/cli/arguments/options.h"
#include "index/base/result.h"

namespace quire::cli {

// `arguments` come without the program's name. kInvalidArgument is a usage error.
[[nodiscard]] Result<Options> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace quire::cli
