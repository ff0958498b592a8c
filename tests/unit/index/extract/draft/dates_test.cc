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
class Published : public testing::TestWithParam<Case> {};
class Updated : public testing::TestWithParam<Case> {};

TEST_P(Date, is_read) { EXPECT_EQ(written(parse_date(GetParam().text)), GetParam().when); }

TEST_P(Published, is_found) {
  EXPECT_EQ(written(find_stated_dates(GetParam().text).published), GetParam().when);
}

TEST_P(Updated, is_found) {
  EXPECT_EQ(written(find_stated_dates(GetParam().text).updated), GetParam().when);
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

constexpr Case kPublished[] = {
    {"after_its_label", "Published: 2018-12-04\n", kMidnight},
    {"after_a_label_in_capitals", "PUBLISHED: December 4, 2018", kMidnight},
    {"after_date", "  Date:\t4 December 2018\r\n", kMidnight},
    {"after_published_on", "Published on Dec. 4, 2018", kMidnight},
    {"in_a_later_line", "By A. Writer\n\nDate: 2018-12-04\nText", kMidnight},
    {"the_first_one_counts", "Date: 2018-12-04\nPublished: 2017-01-01", kMidnight},
    {"not_where_an_update_is", "Updated: 2018-12-04", "none"},
    {"not_without_a_date_behind_it", "Date: soon", "none"},
    {"in_a_dateline", "LISBON, December 4, 2018 (Agency) - Text", kMidnight},
    {"in_a_dateline_with_a_dash", "LISBON, Dec. 4, 2018 \u2014 Text", kMidnight},
    {"in_a_dateline_with_a_short_dash", "LISBON, Dec. 4, 2018 \u2013 Text", kMidnight},
    {"in_a_dateline_with_a_country", "Lisbon, Portugal, Dec. 4, 2018 - Text", kMidnight},
    {"not_in_a_dateline_without_a_year", "LISBON, Dec. 4 (Agency) - Text", "none"},
    {"not_far_inside_a_line",
     "A long sentence goes on and on until in the end, after more than a hundred bytes of it, in "
     "Lisbon, Dec. 4, 2018 - something happens",
     "none"},
    {"in_the_eighth_line", "1\n2\n3\n4\n\n5\n6\n7\nDate: 2018-12-04", kMidnight},
    {"not_in_the_ninth_line", "1\n2\n3\n4\n\n5\n6\n7\n8\nDate: 2018-12-04", "none"},
    {"not_in_nothing", "", "none"},
};
INSTANTIATE_TEST_SUITE_P(All, Published, testing::ValuesIn(kPublished),
                         [](const auto& tested) { return tested.param.name; });

constexpr Case kUpdated[] = {
    {"after_its_label", "Date: 2018-12-03\nUpdated: 2018-12-04", kMidnight},
    {"after_last_updated", "Last updated: December 4, 2018", kMidnight},
    {"after_updated_at", "Updated at 2018-12-04T16:32:00Z", "2018-12-04T16:32:00Z"},
    {"not_where_a_publication_is", "Published: 2018-12-04", "none"},
};
INSTANTIATE_TEST_SUITE_P(All, Updated, testing::ValuesIn(kUpdated),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace quire::extract
