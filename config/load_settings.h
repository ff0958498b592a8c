#pragma once
// The settings a daemon runs with: the file's, the command line's over them, the defaults under
// them. Call it again with the same options to reload.

#include <optional>
#include <string>
#include <vector>

#include "config/environment.h"
#include "config/settings.h"
#include "index/base/result.h"

namespace quire::config {

// From the command line; absolute paths. What is not given leaves the settings alone.
struct Overrides {
  std::vector<std::string> drops;  // in place of all drop folders of the file
  std::optional<std::string> index_path;
  std::optional<std::string> socket_path;
  std::optional<LogLevel> log_level;
};

struct LoadOptions {
  // Must exist. Empty: the default file, which need not.
  std::string file;
  Environment environment;
  Overrides overrides;
};

struct LoadedSettings {
  Settings settings;          // to be used only when there are no errors
  std::string file;           // that was read; empty for none
  std::vector<Error> errors;  // all that were found; those in the file as "FILE:LINE:COLUMN: ..."
};

[[nodiscard]] LoadedSettings load_settings(const LoadOptions& options);

}  // namespace quire::config
