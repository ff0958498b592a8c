#pragma once
// Case, accents and typographic variants folded away, the same for articles and queries.
// Thread-safe.

#include <string>
#include <string_view>

namespace quire::text {

// Lower case (full Unicode case folding), compatibility forms made plain (NFKC), without accents:
// the nonspacing marks of Latin, Greek, Cyrillic, Arabic, Hebrew and Syriac go, those of scripts
// that cannot be read without them stay, and so do й, ў and ї. Letters that do not decompose become
// their plain relatives (ø o, ł l, đ d, ð d, ħ h, ŧ t, ß ss, æ ae, œ oe, ı i, þ th), digits of
// every script ASCII's. What is invisible goes, invalid bytes become U+FFFD, punctuation stays.
[[nodiscard]] std::string fold(std::string_view text);

// Typographic quotes and apostrophes to ' and ", dashes to -, no-break and other spaces to ' '.
[[nodiscard]] std::string plain_punctuation(std::string_view text);

// Runs of white space (Unicode's) to one ' ', none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

}  // namespace quire::text
