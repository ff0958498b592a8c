#include "index/glass/position_codec.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "index/base/random.h"

namespace quire::glass {
namespace {

using Positions = std::vector<std::uint32_t>;

std::string encode(const Positions& positions) {
  std::string out(max_position_bytes(positions.size()), '?');
  const char* end = put_positions(out.data(), positions);
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

Positions round_trip(const Positions& positions) {
  Positions found = {7};
  EXPECT_TRUE(get_positions(encode(positions), found));
  EXPECT_EQ(found.front(), 7U) << "what was there stays";
  found.erase(found.begin());
  return found;
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

TEST(PositionCodec, bytes_of_another_origin_are_refused_or_ascend) {
  Random random(2);
  int refused = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string bytes(random.below(12), ' ');
    for (char& byte : bytes) byte = static_cast<char>(random.below(256));
    Positions found;
    if (!get_positions(bytes, found)) {
      ++refused;
      EXPECT_TRUE(found.empty());
      continue;
    }
    for (std::size_t i = 1; i < found.size(); ++i) ASSERT_LT(found[i - 1], found[i]);
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace quire::glass
