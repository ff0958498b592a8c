#pragma once
// The names of months. Pure function.

#include <string_view>

namespace quire::extract {

// 1 to 12 for a month's name or its usual abbreviation, folded (text::fold) and without its point;
// 0 for any other word.
[[nodiscard]] unsigned month_number(std::string_view folded_word);

}  // namespace quire::extract
