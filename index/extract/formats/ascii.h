#pragma once
// Small steps over text that every reader of a line-based format takes. Pure functions.

#include <string>
#include <string_view>

namespace quire::extract::formats {

// ASCII's letters in lower case; other bytes stay.
[[nodiscard]] std::string lower(std::string_view text);

// Without white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Takes the first line off the front; without its end, "\n" or "\r\n".
[[nodiscard]] std::string_view take_line(std::string_view& text);

}  // namespace quire::extract::formats
