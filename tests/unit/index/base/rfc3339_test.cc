#include "index/base/rfc3339.h"

#include <gtest/gtest.h>

namespace quire {
namespace {

TEST(Rfc3339, formats_in_utc) {
  EXPECT_EQ(format_rfc3339(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_rfc3339(1543941120), "2018-12-04T16:32:00Z");
  EXPECT_EQ(format_rfc3339(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(format_yyyymmdd(1543941120), "20181204");
}

TEST(Rfc3339, years_past_9999_are_clamped) {
  EXPECT_EQ(format_rfc3339(INT64_MAX), "9999-12-31T23:59:59Z");
  EXPECT_EQ(format_rfc3339(INT64_MIN), "0000-01-01T00:00:00Z");
}

TEST(Rfc3339, reads_back_with_offsets_fractions_and_dates_alone) {
  EXPECT_EQ(parse_rfc3339("2018-12-04T16:32:00Z"), 1543941120);
  EXPECT_EQ(parse_rfc3339("2018-12-04T17:32:00.123+01:00"), 1543941120);
  EXPECT_EQ(parse_rfc3339("2018-12-04 11:02-0530"), 1543941120);
  EXPECT_EQ(parse_rfc3339("2018-12-04"), 1543881600);
}

TEST(Rfc3339, refuses_what_is_no_time) {
  for (const char* text :
       {"", "2018", "2018-13-01", "2018-02-30", "2018-12-04T", "2018-12-04T25:00Z",
        "2018-12-04T16:32:00", "2018-12-04T16:32:00Zjunk", "-018-12-04"}) {
    EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
  }
}

TEST(Rfc3339, a_time_is_shown_as_its_own_clock_has_it) {
  EXPECT_EQ(format_rfc3339(1'543'941'120, 3600), "2018-12-04T17:32:00+01:00");
  EXPECT_EQ(format_rfc3339(1'543'941'120, -12'600), "2018-12-04T13:02:00-03:30");
  EXPECT_EQ(format_rfc3339(1'543'941'120, 0), "2018-12-04T16:32:00Z");
  EXPECT_EQ(parse_rfc3339(format_rfc3339(1'543'941'120, 3600)), 1'543'941'120);
}

}  // namespace
}  // namespace quire
