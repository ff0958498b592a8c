#include "index/extract/draft/dates.h"

#include <gtest/gtest.h>

#include "index/base/rfc3339.h"

namespace quire::extract {
namespace {

std::string written(const std::optional<UnixSeconds>& when) {
  return when ? format_rfc3339(*when) : "none";
}

struct Case {
  const char* name;
  const char* text;
  const char* when;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class Date : public testing::TestWithParam<Case> {};

TEST_P(Date, is_read) { EXPECT_EQ(written(parse_date(GetParam().text)), GetParam().when); }

TEST(DateZone, is_that_of_the_text) {
  EXPECT_EQ(parse_date("2018-12-04T16:32:00+01:00")->east, 3600);
  EXPECT_EQ(parse_date("Tue, 04 Dec 2018 16:32:00 -0500")->east, -18'000);
  EXPECT_EQ(parse_date("2018-12-04")->east, 0);
}

constexpr const char* kMidnight = "2018-12-04T00:00:00Z";

constexpr Case kDates[] = {
    {"rfc3339", "2018-12-04T16:32:00+01:00", "2018-12-04T15:32:00Z"},
    {"iso_day", "2018-12-04", kMidnight},
    {"american", "December 4, 2018", kMidnight},
    {"american_short", "Dec 4, 2018", kMidnight},
    {"american_with_a_point", "Dec. 4, 2018", kMidnight},
    {"american_in_capitals", "DECEMBER 4, 2018", kMidnight},
    {"september_of_four_letters", "Sept. 4, 2018", "2018-09-04T00:00:00Z"},
    {"september_in_full", "September 4, 2018", "2018-09-04T00:00:00Z"},
    {"may_has_no_short_form", "May 4, 2018", "2018-05-04T00:00:00Z"},
    {"british", "4 December 2018", kMidnight},
    {"with_a_weekday", "Tuesday, December 4, 2018", kMidnight},
    {"british_with_a_weekday", "Tuesday 4 December 2018", kMidnight},
    {"mail", "Tue, 04 Dec 2018 16:32:00 +0100", "2018-12-04T15:32:00Z"},
    {"mail_without_a_weekday", "4 Dec 2018 16:32:00 +0000", "2018-12-04T16:32:00Z"},
    {"slashes", "2018/12/04", kMidnight},
    {"a_leap_day", "February 29, 2016", "2016-02-29T00:00:00Z"},
    {"no_leap_day", "February 29, 2018", "none"},
    {"a_day_that_is_none", "31 June 2018", "none"},
    {"before_the_epoch", "May 9, 1945", "1945-05-09T00:00:00Z"},
    {"no_year", "December 4", "none"},
    {"a_year_of_two_digits", "March 3, 19", "none"},
    {"a_year_of_five_digits", "March 3, 20190", "none"},
    {"something_behind_it", "December 4, 2018 and on", "none"},
    {"a_year_alone", "2018", "none"},
    {"no_date", "yesterday morning", "none"},
    {"nothing", "", "none"},
};
INSTANTIATE_TEST_SUITE_P(All, Date, testing::ValuesIn(kDates),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace quire::extract
