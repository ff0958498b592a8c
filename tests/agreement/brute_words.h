#pragma once
// Patterns and likeness of words, the plainest way.

#include <cstdint>
#include <string>
#include <string_view>

namespace quire::agreement {

// Both in code points.
[[nodiscard]] bool is_like(std::u32string_view word, std::u32string_view pattern);
// Edits: a letter more, less or another, or two neighbours exchanged, no letter edited twice
// (Damerau's distance as "optimal string alignment").
[[nodiscard]] std::uint32_t edits(std::u32string_view a, std::u32string_view b);
[[nodiscard]] std::u32string code_points(std::string_view text);

}  // namespace quire::agreement
