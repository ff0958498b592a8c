#pragma once
// Case, accents and typographic variants folded away, the same for articles and queries.
// Thread-safe.

#include <string>
#include <string_view>

namespace quire::text {

// Lower case (full Unicode case folding), without accents (NFKD, nonspacing marks dropped), with
// letters that do not decompose mapped to their plain relatives (ø o, ł l, đ d, ß ss, æ ae, œ oe,
// ı i, þ th). Invalid bytes become U+FFFD. Punctuation stays.
[[nodiscard]] std::string fold(std::string_view text);

// Typographic quotes and apostrophes to ' and ", dashes to -, no-break and other spaces to ' '.
[[nodiscard]] std::string plain_punctuation(std::string_view text);

// Runs of white space (Unicode's) to one ' ', none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

}  // namespace quire::text
