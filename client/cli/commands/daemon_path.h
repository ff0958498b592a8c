#pragma once
// A path that somebody has typed, as it goes to the daemon. Thread-safe.

#include <string>

#include "config/environment.h"
#include "index/base/result.h"

namespace quire::cli {

// `written` as the daemon knows it: absolute from the current folder, with its links resolved, or a
// file: URI. The errors of config::path_from_here().
[[nodiscard]] Result<std::string> path_for_daemon(const std::string& written,
                                                  const config::Environment& environment);

}  // namespace quire::cli
