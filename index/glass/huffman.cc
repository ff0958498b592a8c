#include "index/glass/huffman.h"

#include <algorithm>
#include <array>

namespace quire::glass {
namespace {

constexpr unsigned kSymbolBits = 9;
constexpr std::uint32_t kSymbolMask = (1U << kSymbolBits) - 1;

// How many codes there are of each length. A tree as deep as 30 would take more counts than
// kMaxCounts, as they grow like Fibonacci's numbers along its longest path.
using LengthCounts = std::array<std::uint32_t, 32>;

// The low 16 bits, the other way around.
std::uint32_t reversed(std::uint32_t bits) {
  bits = (bits >> 1 & 0x5555) | (bits & 0x5555) << 1;
  bits = (bits >> 2 & 0x3333) | (bits & 0x3333) << 2;
  bits = (bits >> 4 & 0x0F0F) | (bits & 0x0F0F) << 4;
  return (bits >> 8 & 0x00FF) | (bits & 0x00FF) << 8;
}

// How many codes of each length the best tree has, for counts that ascend.
LengthCounts best_lengths(std::span<const std::uint32_t> counts) {
  const std::size_t leaves = counts.size();
  const std::size_t nodes = 2 * leaves - 1;
  std::array<std::uint32_t, 2 * kMaxSymbols> weight;
  std::array<std::uint16_t, 2 * kMaxSymbols> parent;
  std::array<std::uint16_t, 2 * kMaxSymbols> depth;
  std::copy(counts.begin(), counts.end(), weight.begin());
  // Leaves and inner nodes both come in ascending order, so the two lightest are at the front of
  // either.
  std::size_t leaf = 0;
  std::size_t inner = leaves;
  for (std::size_t node = leaves; node < nodes; ++node) {
    weight[node] = 0;
    for (int child = 0; child < 2; ++child) {
      const bool take_leaf = leaf < leaves && (inner == node || weight[leaf] <= weight[inner]);
      const std::size_t taken = take_leaf ? leaf++ : inner++;
      weight[node] += weight[taken];
      parent[taken] = static_cast<std::uint16_t>(node);
    }
  }
  LengthCounts lengths{};
  depth[nodes - 1] = 0;
  for (std::size_t node = nodes - 1; node-- > 0;) {
    depth[node] = static_cast<std::uint16_t>(depth[parent[node]] + 1);
    if (node < leaves) ++lengths[depth[node]];
  }
  return lengths;
}

// Shortens the codes that are too long; others get longer until all fit together again.
void limit_lengths(LengthCounts& lengths, unsigned max_bits) {
  std::uint32_t used = 0;  // of the 2^max_bits codes of the greatest length
  for (unsigned length = 1; length < lengths.size(); ++length) {
    if (length > max_bits) {
      lengths[max_bits] += lengths[length];
      used += lengths[length];
      lengths[length] = 0;
    } else {
      used += lengths[length] << (max_bits - length);
    }
  }
  for (; used > (1U << max_bits); --used) {
    // A code of less than the greatest length makes room for two: itself and one of the latter.
    unsigned length = max_bits - 1;
    while (lengths[length] == 0) --length;
    --lengths[length];
    lengths[length + 1] += 2;
    --lengths[max_bits];
  }
}

}  // namespace

void set_code_lengths(std::span<const std::uint32_t> counts, unsigned max_bits,
                      std::span<HuffmanCode> codes) {
  std::array<std::uint32_t, kMaxSymbols> sorted;
  std::size_t used = 0;
  for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
    codes[symbol] = {};
    if (counts[symbol] == 0) continue;
    sorted[used++] = counts[symbol] << kSymbolBits | static_cast<std::uint32_t>(symbol);
  }
  if (used == 0) return;
  if (used == 1) {
    codes[sorted[0] & kSymbolMask].length = 1;
    return;
  }
  std::sort(sorted.begin(), sorted.begin() + used);
  std::array<std::uint32_t, kMaxSymbols> weights;
  for (std::size_t i = 0; i < used; ++i) weights[i] = sorted[i] >> kSymbolBits;
  LengthCounts lengths = best_lengths(std::span(weights).first(used));
  limit_lengths(lengths, max_bits);
  std::size_t next = 0;
  for (unsigned length = max_bits; length > 0; --length) {
    for (std::uint32_t i = 0; i < lengths[length]; ++i) {
      codes[sorted[next++] & kSymbolMask].length = static_cast<std::uint8_t>(length);
    }
  }
}

void set_code_bits(std::span<HuffmanCode> codes) {
  std::array<std::uint32_t, kMaxCodeBits + 2> next{};
  // How many codes have a length, one place further up; then the next code of each length.
  for (const HuffmanCode& code : codes) ++next[code.length + 1U];
  next[1] = 0;  // symbols without a code
  std::uint32_t first = 0;
  for (unsigned length = 1; length <= kMaxCodeBits; ++length) {
    first = (first + next[length]) << 1;
    next[length] = first;
  }
  for (HuffmanCode& code : codes) {
    if (code.length == 0) continue;
    code.bits = static_cast<std::uint16_t>(reversed(next[code.length]++) >> (16 - code.length));
  }
}

}  // namespace quire::glass
