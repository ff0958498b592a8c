#pragma once
// quire::format: fmt's format strings, checked at compile time (GCC 12 has no std::format).

#include <fmt/format.h>

namespace quire {

using fmt::format;

}  // namespace quire
