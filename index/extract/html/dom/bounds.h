#pragma once
// What the parser cannot do well, taken out of a page before it is parsed. Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace quire::extract::html {

// Browsers stop at 512 as well. The parser's work for a tag grows with the depth it stands at.
inline constexpr std::size_t kDeepest = 512;
// Formatting that is never closed is repeated by the parser in every paragraph that follows.
inline constexpr std::size_t kMostOpenFormatting = 64;

// The parser compares each attribute of a tag with all others.
inline constexpr std::size_t kMostAttributes = 512;

// The parser's arithmetic overflows on numeric references that are longer, which no character
// needs.
inline constexpr std::size_t kMostReferenceDigits = 7;

// The page with every tag and reference beyond these bounds blanked out (so that all places stay
// what they are); nothing when it keeps to them, as almost every page does. Linear in the page's
// length.
[[nodiscard]] std::optional<std::string> within_parsers_bounds(std::string_view html);

}  // namespace quire::extract::html
