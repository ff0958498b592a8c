#pragma once
// The programs that the settings name for reading files. Pure.

#include <string_view>
#include <vector>

#include "config/settings.h"
#include "daemon/process/foreign_format.h"

namespace quire::process {

// Those of the settings first, so that they can take the place of the usual ones, which are those
// found in `path` (as $PATH).
[[nodiscard]] std::vector<ForeignFormat> foreign_formats(
    const std::vector<config::ExtractSettings>& settings, std::string_view path);

}  // namespace quire::process
