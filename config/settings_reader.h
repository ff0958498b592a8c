#pragma once
// TOML -> Settings. Pure but for the look-up of users and groups.

#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "config/origins.h"
#include "config/settings.h"
#include "index/base/error.h"

namespace quire::config {

struct ReadSettings {
  Settings settings;  // what was not said, or was wrong, has its default or, for paths, is empty
  Origins origins;
  std::vector<Error> errors;
};

// `file` is the name that messages give the text.
[[nodiscard]] ReadSettings read_settings(std::string_view text, const std::string& file,
                                         const Environment& environment);

// Every setting that read_settings understands: "drop.name", "index.path", ...
[[nodiscard]] std::vector<std::string> known_settings();

}  // namespace quire::config
