#pragma once
// Huffman codes as deflate wants them (RFC 1951, 3.2.2): canonical, of a limited length.

#include <cstddef>
#include <cstdint>
#include <span>

namespace quire::glass {

inline constexpr std::size_t kMaxSymbols = 288;
inline constexpr unsigned kMaxCodeBits = 15;

struct HuffmanCode {
  std::uint16_t bits = 0;   // the first one lowest, in the order written
  std::uint8_t length = 0;  // 0: the symbol has no code
};

// The counts' sum must stay below this.
inline constexpr std::uint32_t kMaxCounts = 1U << 20;

// Sets `length` of each code so that the sum of counts[i] * codes[i].length is as small as can be
// with codes of at most `max_bits` (or nearly so, where that limit is met). A single symbol gets
// one bit.
void set_code_lengths(std::span<const std::uint32_t> counts, unsigned max_bits,
                      std::span<HuffmanCode> codes);

// Sets `bits` from the lengths.
void set_code_bits(std::span<HuffmanCode> codes);

}  // namespace quire::glass
