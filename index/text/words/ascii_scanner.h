#pragma once
// The fast path: most words of most texts are plain runs of ASCII letters or digits. Thread-safe.

#include <array>
#include <cstdint>
#include <string_view>

#include "index/text/words/token.h"

namespace quire::text {

struct AsciiWord {
  std::size_t length = 0;  // bytes; 0 when the general scanner has to look at it
  std::string_view term;   // into the text when it is lower case there, else into the buffer
};

// The word at text[begin], an ASCII letter or digit, if nothing about it is special: no byte beyond
// ASCII in or next to it and nothing behind it that could make the word go on.
[[nodiscard]] AsciiWord scan_ascii_word(std::string_view text, std::size_t begin,
                                        std::array<char, kMaxTermBytes>& lowered);

}  // namespace quire::text
