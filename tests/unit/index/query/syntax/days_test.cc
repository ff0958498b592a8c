#include "index/query/syntax/days.h"

#include <gtest/gtest.h>

#include "index/base/format.h"
#include "index/base/rfc3339.h"

namespace quire::query {
namespace {

constexpr UnixSeconds kNoon = 1'543'924'800;  // 2018-12-04T12:00:00Z, a Tuesday
constexpr Today kToday{kNoon, 0};

std::string day_name(std::int64_t day) {
  if (day == INT64_MIN || day == INT64_MAX) return "";
  return format_rfc3339(day * 86400).substr(0, 10);
}

std::string days_of(std::string_view text, const Today& today = kToday) {
  const auto range = parse_days(text, today);
  if (!range) return "none";
  if (range->first == range->last) return day_name(range->first);
  return format("{}..{}", day_name(range->first), day_name(range->last));
}

struct Case {
  const char* text;
  const char* days;
};

TEST(Days, are_understood_as_people_write_them) {
  constexpr Case kCases[] = {
      {"2018", "2018-01-01..2018-12-31"},
      {"2018-11", "2018-11-01..2018-11-30"},
      {"2016/2", "2016-02-01..2016-02-29"},
      {"2018-12-04", "2018-12-04"},
      {"2018/12/4", "2018-12-04"},
      {"20181204", "2018-12-04"},
      {"0900", "0900-01-01..0900-12-31"},
      {"today", "2018-12-04"},
      {"Yesterday", "2018-12-03"},
      {"tomorrow", "2018-12-05"},
      {"this week", "2018-12-03..2018-12-09"},
      {"last week", "2018-11-26..2018-12-02"},
      {"this month", "2018-12-01..2018-12-31"},
      {"last  month", "2018-11-01..2018-11-30"},
      {"this year", "2018-01-01..2018-12-31"},
      {"last year", "2017-01-01..2017-12-31"},
      {"tuesday", "2018-12-04"},
      {"last tuesday", "2018-11-27"},
      {"mon", "2018-12-03"},
      {"friday", "2018-11-30"},
      {"december", "2018-12-01..2018-12-31"},
      {"jan", "2018-01-01..2018-01-31"},
      {"december 2017", "2017-12-01..2017-12-31"},
      {"Dec. 2017", "2017-12-01..2017-12-31"},
      {"Sept. 2017", "2017-09-01..2017-09-30"},
      {"4 december 2017", "2017-12-04"},
      {"December 4, 2017", "2017-12-04"},
      {"7d", "2018-11-28..2018-12-04"},
      {"2w", "2018-11-21..2018-12-04"},
      {"1m", "2018-11-05..2018-12-04"},
      {"1y", "2017-12-05..2018-12-04"},
      {"last 7 days", "2018-11-28..2018-12-04"},
      {"past 2 weeks", "2018-11-21..2018-12-04"},
      {"3 days ago", "2018-12-01"},
      {"2 weeks ago", "2018-11-20"},
      {"2018-11..2018-12", "2018-11-01..2018-12-31"},
      {"2018..", "2018-01-01.."},
      {"..2018-11-05", "..2018-11-05"},
      {"december 2017..yesterday", "2017-12-01..2018-12-03"},
      {"last week..today", "2018-11-26..2018-12-04"},
  };
  for (const auto& [text, days] : kCases) EXPECT_EQ(days_of(text), days) << text;
}

TEST(Days, that_cannot_be_are_none) {
  for (const char* text : {"",
                           "..",
                           "soon",
                           "2018-13",
                           "2018-02-30",
                           "2018-00-01",
                           "2018-12-32",
                           "0000",
                           "18",
                           "201812",
                           "2018-12-04-05",
                           "2018-123",
                           "december 18",
                           "32 december 2018",
                           "2019..2018",
                           "x..2018",
                           "2018..x",
                           "last",
                           "last decade",
                           "0d",
                           "-3d",
                           "3x",
                           "999999999d",
                           "0 days ago",
                           "9999y",
                           "2018-12-04T12:00",
                           "4 2018 december",
                           "a b c d"}) {
    EXPECT_EQ(days_of(text), "none") << text;
  }
}

TEST(Days, a_day_begins_by_the_users_clock) {
  constexpr UnixSeconds kLate = kNoon + 11 * 3600 + 1800;  // 23:30 in Greenwich
  EXPECT_EQ(days_of("today", {kLate, 0}), "2018-12-04");
  EXPECT_EQ(days_of("today", {kLate, 3600}), "2018-12-05");
  EXPECT_EQ(days_of("today", {-1, 0}), "1969-12-31");
}

TEST(Days, the_end_of_a_short_month_stands_for_the_days_it_lacks) {
  const auto march = parse_rfc3339("2018-03-31T12:00:00Z");
  EXPECT_EQ(days_of("1m", {*march, 0}), "2018-03-01..2018-03-31");
}

TEST(Days, ago_is_a_moment) {
  EXPECT_EQ(parse_ago("6h", kToday), kNoon - 6 * 3600);
  EXPECT_EQ(parse_ago("90min", kToday), kNoon - 90 * 60);
  EXPECT_EQ(parse_ago("3d", kToday), kNoon - 3 * 86400);
  EXPECT_EQ(parse_ago("2w", kToday), kNoon - 14 * 86400);
  EXPECT_EQ(parse_duration("2w"), 14 * 86400);
  for (const char* text : {"", "h", "6", "6x", "-6h", "6 h", "99999999999999999999h", "2018"}) {
    EXPECT_EQ(parse_ago(text, kToday), std::nullopt) << text;
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace quire::query
