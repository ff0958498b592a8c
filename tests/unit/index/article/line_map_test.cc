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

TEST(LineMap, within_a_line_places_follow_column_by_column) {
  LineMap map;
  map.add_run({0, 0}, {7, 40});
  map.add_run({0, 10}, {8, 5});
  EXPECT_EQ(map.original_of({0, 3}), (Place{7, 43}));
  EXPECT_EQ(map.original_of({0, 12}), (Place{8, 7}));
  // The lines behind begin where the original's do.
  EXPECT_EQ(map.original_of({1, 2}), (Place{9, 3}));
  EXPECT_EQ(LineMap().original_of({1, 2}), (Place{2, 3}));
}

TEST(LineMap, a_run_that_goes_on_as_the_one_before_would_is_not_written) {
  LineMap map;
  map.add_run({0, 0}, {3, 1});
  map.add_run({1, 0}, {4, 1});
  map.add_run({1, 5}, {4, 6});
  EXPECT_EQ(map.serialise(), "0:3");
}

TEST(LineMap, of_two_runs_at_one_place_the_later_counts) {
  LineMap map;
  map.add_run({0, 0}, {3, 1});
  map.add_run({0, 0}, {5, 2});
  EXPECT_EQ(map.original_of({0, 0}), (Place{5, 2}));
}

TEST(LineMap, columns_are_written_where_they_are_not_the_usual_ones) {
  LineMap map;
  map.add_run({0, 0}, {7, 40});
  map.add_run({0, 10}, {8, 1});
  EXPECT_EQ(map.serialise(), "0:7.40,0.10:8");
  EXPECT_EQ(*LineMap::parse(map.serialise()), map);
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
                                         "1:1,1:2", "2:1,1:2", "0.:1", "0.1.2:1", "0:1.",
                                         "0.5:1,0.5:2", "0.5:1,0:2"));

}  // namespace
}  // namespace quire::article
