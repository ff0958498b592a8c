#include "index/glass/huffman.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "index/base/random.h"

namespace quire::glass {
namespace {

std::vector<unsigned> lengths(const std::vector<std::uint32_t>& counts, unsigned max_bits) {
  std::vector<HuffmanCode> codes(counts.size());
  set_code_lengths(counts, max_bits, codes);
  std::vector<unsigned> result;
  for (const HuffmanCode& code : codes) result.push_back(code.length);
  return result;
}

using Lengths = std::vector<unsigned>;

TEST(Huffman, frequent_symbols_get_short_codes) {
  EXPECT_EQ(lengths({8, 1, 0, 2, 4}, 15), (Lengths{1, 3, 0, 3, 2}));
  EXPECT_EQ(lengths({5, 5, 5, 5}, 15), (Lengths{2, 2, 2, 2}));
}

TEST(Huffman, one_symbol_gets_one_bit_and_none_gets_none) {
  EXPECT_EQ(lengths({0, 7, 0}, 15), (Lengths{0, 1, 0}));
  EXPECT_EQ(lengths({0, 0}, 15), (Lengths{0, 0}));
}

TEST(Huffman, no_code_is_longer_than_allowed_and_all_codes_are_used) {
  Random random(1);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint32_t> counts(2 + random.below(285));
    for (auto& count : counts)
      count = static_cast<std::uint32_t>(random.below(1U << random.below(12)));
    counts[0] = counts[1] = 1;
    const unsigned max_bits = round % 2 == 0 ? 15 : 9;
    std::uint64_t used = 0;
    const Lengths found = lengths(counts, max_bits);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i] == 0, counts[i] == 0);
      ASSERT_LE(found[i], max_bits);
      if (found[i] > 0) used += std::uint64_t{1} << (max_bits - found[i]);
    }
    ASSERT_EQ(used, std::uint64_t{1} << max_bits);
  }
}

TEST(Huffman, counts_that_grow_like_fibonaccis_numbers_are_cut_to_the_limit) {
  std::vector<std::uint32_t> counts = {1, 1};
  while (counts.size() < 19) counts.push_back(counts.end()[-1] + counts.end()[-2]);
  unsigned longest = 0;
  for (const unsigned length : lengths(counts, 7)) longest = std::max(longest, length);
  EXPECT_EQ(longest, 7U);
}

TEST(Huffman, codes_are_those_of_the_specifications_example) {
  // RFC 1951, 3.2.2: lengths (3, 3, 3, 3, 3, 2, 4, 4); bits are turned around here.
  std::vector<HuffmanCode> codes;
  for (const char length : std::string_view("33333244")) {
    codes.push_back({0, static_cast<std::uint8_t>(length - '0')});
  }
  set_code_bits(codes);
  const std::uint16_t expected[] = {0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111};
  for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(codes[i].bits, expected[i]) << i;
}

}  // namespace
}  // namespace quire::glass
