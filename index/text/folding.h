#pragma once
// The folded form of single characters, computed by ICU each time: slow, for building tables.
// Thread-safe.

#include <string>

namespace quire::text {

// NFKC case folding, nonspacing marks of alphabets dropped, letters that do not decompose mapped to
// their plain relatives, digits of every script to ASCII's.
[[nodiscard]] std::string folded_form(char32_t c);

// The same without what is not a letter, mark or digit (a ligature of a whole phrase has spaces).
[[nodiscard]] std::string folded_word_characters(char32_t c);

// Canonical composition (NFC) of text[from..] in place.
void compose(std::string& text, std::size_t from);

}  // namespace quire::text
