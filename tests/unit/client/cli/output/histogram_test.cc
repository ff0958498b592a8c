#include "client/cli/output/histogram.h"

#include <gtest/gtest.h>

#include <sstream>

namespace quire::cli {
namespace {

std::string drawn(const protocol::Facet& facet, std::size_t width = 30,
                  std::string_view mark = "#") {
  std::ostringstream out;
  write_histogram(out, facet, width, mark);
  return out.str();
}

TEST(Histogram, bars_are_as_long_as_the_width_allows) {
  EXPECT_EQ(drawn({"year", {{"2018", 10}, {"2019", 1000}}}, 24),
            "  2018    10 #\n  2019 1,000 ###########\n");
}

TEST(Histogram, what_is_there_is_seen_however_little_it_is) {
  EXPECT_EQ(drawn({"year", {{"2018", 1}, {"2019", 1000000}}}, 10),
            "  2018         1 #\n  2019 1,000,000 ##########\n");
}

TEST(Histogram, days_without_an_article_are_shown) {
  EXPECT_EQ(drawn({"day", {{"2018-12-30", 1}, {"2019-01-02", 1}}}, 25),
            "  2018-12-30 1 ##########\n  2018-12-31 0\n  2019-01-01 0\n"
            "  2019-01-02 1 ##########\n");
}

TEST(Histogram, months_without_an_article_are_shown) {
  EXPECT_EQ(drawn({"month", {{"2018-11", 1}, {"2019-01", 1}}}, 20),
            "  2018-11 1 ##########\n  2018-12 0\n  2019-01 1 ##########\n");
}

TEST(Histogram, a_long_gap_is_one_line) {
  EXPECT_EQ(drawn({"year", {{"1990", 1}, {"2000", 1}}}, 10),
            "  1990 1 ##########\n  (none for 9 years)\n  2000 1 ##########\n");
}

TEST(Histogram, leap_days_are_days) {
  EXPECT_EQ(drawn({"day", {{"2020-02-28", 1}, {"2020-03-01", 1}}}, 10),
            "  2020-02-28 1 ##########\n  2020-02-29 0\n  2020-03-01 1 ##########\n");
}

TEST(Histogram, nothing_found_draws_nothing) { EXPECT_EQ(drawn({"year", {}}), ""); }

TEST(Histogram, a_date_that_is_none_does_no_harm) {
  EXPECT_EQ(drawn({"day", {{"soon\n", 1}, {"2020-13-77", 1}, {"", 1}}}, 10),
            "  soon  1 ##########\n  2020-13-77 1 ##########\n   1 ##########\n");
}

TEST(Histogram, blocks_are_for_terminals_that_show_them) {
  const auto mark = [](bool terminal, const std::string& variable, const std::string& value) {
    return bar_mark(terminal, {{{variable, value}}, "/", 1});
  };
  EXPECT_EQ(mark(true, "LANG", "de_DE.UTF-8"), "\u2588");
  EXPECT_EQ(mark(true, "LC_ALL", "C.utf8"), "\u2588");
  EXPECT_EQ(mark(true, "LANG", "C"), "#");
  EXPECT_EQ(mark(false, "LANG", "de_DE.UTF-8"), "#");
  EXPECT_EQ(bar_mark(true, {{{"LC_ALL", "C"}, {"LANG", "C.UTF-8"}}, "/", 1}), "#");
}

}  // namespace
}  // namespace quire::cli
