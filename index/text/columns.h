#pragma once
// How much room a character takes on a terminal, whose columns are of one width, and where a line
// may end there. Pure functions of Unicode's properties, whatever the locale is.

#include <cstddef>

namespace quire::text {

// 2 for East Asian wide and fullwidth characters and most emoji (UAX #11), 0 for what combines with
// the character before it or is not seen, else 1. Emoji that a joiner makes one are counted one by
// one, as many terminals show them.
[[nodiscard]] std::size_t columns_of(char32_t character);

// Whether a line may end between two characters that are neighbours: at a space, and beside
// ideographs, kana and emoji, but not before what closes or behind what opens. A subset of the
// classes of UAX #14.
[[nodiscard]] bool may_break_between(char32_t before, char32_t after);

}  // namespace quire::text
