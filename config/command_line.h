#pragma once
// quired's command line. CLI11 is included by command_line.cc alone.

#include <cstdint>
#include <string>
#include <vector>

#include "config/load_settings.h"
#include "index/base/result.h"

namespace quire::config {

inline constexpr int kUsageExitCode = 2;

enum class Action : std::uint8_t {
  kRun,
  kCheckConfig,  // say what is wrong with the settings, and end
  kPrint,        // write `text` to stdout and end with 0
};

struct CommandLine {
  Action action = Action::kRun;
  std::string text;
  LoadOptions load;
};

// `arguments` come without the program's name. kInvalidArgument is a usage error, which ends the
// program with kUsageExitCode.
[[nodiscard]] Result<CommandLine> parse_command_line(std::vector<std::string> arguments,
                                                     const Environment& environment);

}  // namespace quire::config
