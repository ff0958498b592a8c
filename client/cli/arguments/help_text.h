#pragma once
// Help as it fits a terminal. Pure.

#include <cstddef>
#include <string>
#include <string_view>

namespace quire::cli {

// The lines of `text` broken to `width` columns (0: as they are). What stands behind a gap of two
// spaces or more, as descriptions behind their options do, goes on below its own beginning, or
// where that leaves no room below its option.
[[nodiscard]] std::string fitted_help(std::string_view text, std::size_t width);

}  // namespace quire::cli
