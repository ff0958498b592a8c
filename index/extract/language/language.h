#pragma once
// The language of a text, by CLD2. Pure; any thread.

#include <string>
#include <string_view>

namespace quire::extract {

// The ISO 639-1 code of the language that most of the text is written in; empty when it is too
// short to tell, or nothing is certain, or the language has no such code. Only the first 250 bytes
// are looked at: they tell as much as the rest. `text` is UTF-8.
[[nodiscard]] std::string detect_language(std::string_view text);

// The ISO 639-1 code for what an article states of its language: "en-GB", "EN", "English", "deu".
// Empty when it is none that is known.
[[nodiscard]] std::string language_code(std::string_view stated);

}  // namespace quire::extract
