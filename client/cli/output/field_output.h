#pragma once
// The fields of an article, a line each, as `show` and `extract` print them.

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "client/cli/terminal/terminal.h"

namespace quire::cli {

// "name       value"; nothing when the value is empty.
void write_field(std::ostream& out, const Style& style, std::string_view name,
                 std::string_view value);

// "a, b, c"
[[nodiscard]] std::string joined(const std::vector<std::string>& values);

}  // namespace quire::cli
