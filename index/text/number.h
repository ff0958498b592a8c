#pragma once
// What points and commas between digits mean. Pure.

#include <cstdint>
#include <string_view>

namespace quire::text {

enum class NumberForm : std::uint8_t {
  kAsWritten,    // 3.5, 3,5
  kNoCommas,     // 1,750.25 is 1750.25
  kNoPoints,     // 1.750,25 is 1750.25: the comma becomes a point
  kDottedParts,  // 12.04.2018, 10.0.0.1: parts, as if joined by hyphens
  kApart,        // 1,2,3: numbers of their own
};

// `separators` has the '.' or ',' between each two groups of digits; `lengths` how many digits each
// group has, as characters with that code. separators.size() + 1 == lengths.size() > 1.
[[nodiscard]] NumberForm number_form(std::string_view separators, std::string_view lengths);

}  // namespace quire::text
