#include "index/extract/draft/written_date.h"

#include <gmock/gmock.h>

#include <string>

#include "index/base/rfc3339.h"

namespace quire::extract {
namespace {

std::string found(std::string_view text, NumericOrder order = NumericOrder::kDayFirst) {
  const auto date = find_written_date(text, order);
  if (!date) return "none";
  const std::string when = format_rfc3339(date->when);
  return date->has_time ? when : when.substr(0, 10);
}

TEST(WrittenDate, dates_of_numbers_are_read) {
  EXPECT_EQ(found("2020-03-17"), "2020-03-17");
  EXPECT_EQ(found("2020/3/17"), "2020-03-17");
  EXPECT_EQ(found("17.03.2020"), "2020-03-17");
  EXPECT_EQ(found("17.03.20"), "2020-03-17");
  EXPECT_EQ(found("20200317"), "2020-03-17");
  EXPECT_EQ(found("3/17/2020"), "2020-03-17");
}

TEST(WrittenDate, the_order_of_day_and_month_is_the_callers_when_both_could_be) {
  EXPECT_EQ(found("03/04/2020"), "2020-04-03");
  EXPECT_EQ(found("03/04/2020", NumericOrder::kMonthFirst), "2020-03-04");
  EXPECT_EQ(found("03.04.2020", NumericOrder::kMonthFirst), "2020-04-03");
}

TEST(WrittenDate, months_are_known_by_name_in_many_languages) {
  for (const char* text : {"17 March 2020",
                           "March 17, 2020",
                           "Mar. 17th, 2020",
                           "17-Mar-2020",
                           "17. M\u00E4rz 2020",
                           "17 mars 2020",
                           "17 de marzo de 2020",
                           "17 de mar\u00E7o de 2020",
                           "17 marzo 2020",
                           "17 maart 2020",
                           "17. marts 2020",
                           "17 marca 2020",
                           "17. b\u0159ezna 2020",
                           "2020. m\u00E1rcius 17.",
                           "17 martie 2020",
                           "17 Mart 2020",
                           "17 \u043C\u0430\u0440\u0442\u0430 2020",
                           "17 \u0431\u0435\u0440\u0435\u0437\u043D\u044F 2020",
                           "17 \u039C\u03B1\u03C1\u03C4\u03AF\u03BF\u03C5 2020",
                           "2020\u5E743\u670817\u65E5",
                           "2020\uB144 3\uC6D4 17\uC77C",
                           "17 \u0645\u0627\u0631\u0633 2020"}) {
    EXPECT_EQ(found(text), "2020-03-17") << text;
  }
}

TEST(WrittenDate, times_of_day_and_zones_are_read) {
  EXPECT_EQ(found("2020-03-17T10:30:15.250+01:00"), "2020-03-17T09:30:15Z");
  EXPECT_EQ(found("2020-03-17 10:30"), "2020-03-17T10:30:00Z");
  EXPECT_EQ(found("Tue, 17 Mar 2020 10:30:00 -0500"), "2020-03-17T15:30:00Z");
  EXPECT_EQ(found("Mar 17, 2020 at 9:05 p.m. EDT"), "2020-03-18T01:05:00Z");
  EXPECT_EQ(found("17.03.2020, 10.30 Uhr"), "2020-03-17T10:30:00Z");
  EXPECT_EQ(found("17 mars 2020 \u00E0 10h30"), "2020-03-17T10:30:00Z");
  EXPECT_EQ(found("12:05 AM, 17 March 2020"), "2020-03-17T00:05:00Z");
  EXPECT_EQ(found("20200317103000"), "2020-03-17T10:30:00Z");
  EXPECT_EQ(found("1584441000"), "2020-03-17T10:30:00Z");
  EXPECT_EQ(found("1584441000000"), "2020-03-17T10:30:00Z");
}

TEST(WrittenDate, a_date_is_found_in_a_text) {
  EXPECT_EQ(found("Published by A. Writer on 17 March 2020 in News"), "2020-03-17");
  EXPECT_TRUE(find_written_date("Tuesday, 17 March 2020 at 10:30")->alone);
  EXPECT_FALSE(find_written_date("Born on 17 March 2020 in Lund")->alone);
}

TEST(WrittenDate, what_is_no_whole_date_is_none) {
  for (const char* text : {"", "March 2020", "17 March", "2020-13-01", "30 February 2020", "1.2.3",
                           "Call 555-1234-2020", "17 people 2020", "version 10.11.12.13"}) {
    EXPECT_EQ(found(text), "none") << text;
  }
}

}  // namespace
}  // namespace quire::extract
