#pragma once
// A term's positions in one document, as glass stores them: interpolative coding (Moffat and
// Stuiver, "Binary interpolative coding for effective index compression", Information Retrieval
// 3(1), 2000), low bits first.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quire::glass {

// The most bytes that `count` positions take.
[[nodiscard]] constexpr std::size_t max_position_bytes(std::size_t count) {
  return 5 + (count + 2) * 4 + 8;
}

// Writes `positions`, ascending, none twice, at least one. Returns the end of what it wrote.
// The format has one gap: positions 0 and 1, and no others, read back as 1 alone, with Xapian too.
char* put_positions(char* out, std::span<const std::uint32_t> positions);

// Appends what put_positions wrote to `positions`. False, and then nothing is appended, when the
// bytes are of another origin and make no sense, or more than 16 million positions.
[[nodiscard]] bool get_positions(std::string_view bytes, std::vector<std::uint32_t>& positions);

}  // namespace quire::glass
