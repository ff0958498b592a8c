#include "index/article/line_map.h"

#include <gtest/gtest.h>

namespace quire::article {
namespace {

TEST(LineMap, an_empty_map_counts_lines_from_one) {
  EXPECT_EQ(LineMap().original_of(0), 1U);
  EXPECT_EQ(LineMap().original_of(9), 10U);
}

TEST(LineMap, lines_follow_the_run_they_are_in) {
  LineMap map;
  map.add_run(0, 3);
  map.add_run(5, 20);
  EXPECT_EQ(map.original_of(0), 3U);
  EXPECT_EQ(map.original_of(4), 7U);
  EXPECT_EQ(map.original_of(5), 20U);
  EXPECT_EQ(map.original_of(7), 22U);
}

TEST(LineMap, lines_before_the_first_run_are_as_in_an_empty_map) {
  LineMap map;
  map.add_run(2, 10);
  EXPECT_EQ(map.original_of(1), 2U);
}

TEST(LineMap, is_written_as_pairs) {
  LineMap map;
  EXPECT_EQ(map.serialise(), "");
  map.add_run(0, 3);
  EXPECT_EQ(map.serialise(), "0:3");
  map.add_run(5, 4'294'967'295);
  EXPECT_EQ(map.serialise(), "0:3,5:4294967295");
}

TEST(LineMap, is_read_as_it_was_written) {
  LineMap map;
  map.add_run(0, 3);
  map.add_run(5, 20);
  EXPECT_EQ(*LineMap::parse(map.serialise()), map);
  EXPECT_EQ(*LineMap::parse(""), LineMap());
}

class BrokenLineMap : public testing::TestWithParam<const char*> {};

TEST_P(BrokenLineMap, is_corrupt) {
  const auto map = LineMap::parse(GetParam());
  ASSERT_FALSE(map.ok());
  EXPECT_EQ(map.error().code, ErrorCode::kCorrupt);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenLineMap,
                         testing::Values("0", "0:", ":1", "0:1,", ",0:1", "0:1,,2:2", "0:1;2:2",
                                         "a:1", "-1:1", "0:-1", " 0:1", "0:1 ", "0:4294967296",
                                         "1:1,1:2", "2:1,1:2"));

}  // namespace
}  // namespace quire::article
