#include "index/glass/position_codec.h"

#include <gtest/gtest.h>

#include <bit>
#include <set>
#include <vector>

#include "index/base/random.h"
#include "index/glass/byte_coding.h"

namespace quire::glass {
namespace {

using Positions = std::vector<std::uint32_t>;

std::string encode(const Positions& positions) {
  std::string out(max_position_bytes(positions.size()), '?');
  const char* end = put_positions(out.data(), positions);
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

// Reads the code bit by bit, as it is described.
class Decoder {
 public:
  explicit Decoder(const std::string& code) : code_(code) {}

  Positions decode() {
    std::uint32_t last = 0;
    at_ = static_cast<std::size_t>(get_varint(code_.data(), last) - code_.data()) * 8;
    if (at_ == code_.size() * 8) return {last};
    const auto first = static_cast<std::uint32_t>(number(last));
    Positions positions(number(last - first) + 2);
    positions.front() = first;
    positions.back() = last;
    between(positions, 0, positions.size() - 1);
    EXPECT_LE(code_.size() * 8 - at_, 7U) << "bytes that say nothing";
    return positions;
  }

 private:
  std::uint64_t bits(unsigned count) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i, ++at_) {
      const auto byte = static_cast<unsigned char>(code_.at(at_ / 8));
      value |= std::uint64_t{(byte >> at_ % 8) & 1U} << i;
    }
    return value;
  }

  std::uint64_t number(std::uint64_t range) {
    const auto width = static_cast<unsigned>(std::bit_width(range - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - range;
    if (spare == 0) return bits(width);
    const std::uint64_t short_begin = (range - spare) / 2;
    const std::uint64_t value = bits(width - 1);
    if (value >= short_begin || bits(1) == 0) return value;
    return value + short_begin + spare;
  }

  void between(Positions& p, std::size_t low, std::size_t high) {
    if (high - low < 2) return;
    const std::size_t middle = (low + high) / 2;
    const std::uint64_t range = std::uint64_t{p[high]} - p[low] + low - high + 1;
    p[middle] = static_cast<std::uint32_t>(number(range) + p[low] + middle - low);
    between(p, low, middle);
    between(p, middle, high);
  }

  const std::string& code_;
  std::size_t at_ = 0;  // bit
};

Positions round_trip(const Positions& positions) {
  const std::string code = encode(positions);
  return Decoder(code).decode();
}

TEST(PositionCodec, one_position_is_its_number) {
  EXPECT_EQ(encode({5}), "\x05");
  EXPECT_EQ(encode({0}), std::string(1, '\0'));
  EXPECT_EQ(encode({300}), "\xAC\x02");
}

TEST(PositionCodec, three_positions_are_coded_as_xapian_does) {
  EXPECT_EQ(encode({5, 7, 9}), "\x09\x2D");  // found in a database that Xapian wrote
}

TEST(PositionCodec, edge_cases_come_back) {
  for (const Positions& positions :
       {Positions{0, 2}, Positions{0, 0xFFFFFFFF}, Positions{0xFFFFFFFE, 0xFFFFFFFF},
        Positions{0, 1, 2, 3, 4, 5, 6, 7}, Positions{1, 0x80000000, 0xFFFFFFFF},
        Positions{0, 0x7FFFFFFF, 0x80000000, 0x80000001}, Positions{12}}) {
    EXPECT_EQ(round_trip(positions), positions);
  }
}

TEST(PositionCodec, the_format_cannot_tell_0_and_1_from_1_alone) {
  EXPECT_EQ(encode({0, 1}), encode({1}));
}

TEST(PositionCodec, a_run_without_gaps_takes_no_bits_between_its_ends) {
  Positions run;
  for (std::uint32_t p = 1000; p < 3000; ++p) run.push_back(p);
  EXPECT_LE(encode(run).size(), 6U);
  EXPECT_EQ(round_trip(run), run);
}

TEST(PositionCodec, random_positions_come_back) {
  Random random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t bound = std::uint64_t{1} << (1 + random.below(32));
    std::set<std::uint32_t> drawn;
    for (std::uint64_t i = 0; i <= random.below(200); ++i) {
      drawn.insert(static_cast<std::uint32_t>(random.below(bound)));
    }
    const Positions positions(drawn.begin(), drawn.end());
    if (positions == Positions{0, 1}) continue;
    ASSERT_EQ(round_trip(positions), positions) << round;
  }
}

}  // namespace
}  // namespace quire::glass
