#pragma once
// The name that was probably meant.

#include <span>
#include <string>
#include <string_view>

namespace quire::config {

// The one of `known` with the smallest edit distance (optimal string alignment) to `written`, if
// that is small for a word of its length; else empty.
[[nodiscard]] std::string nearest_name(std::string_view written,
                                       std::span<const std::string> known);

// For an error's hint: "did you mean "x"? There are x, y, z", without the question when no name is
// near.
[[nodiscard]] std::string suggestion(std::string_view written, std::span<const std::string> known);

}  // namespace quire::config
