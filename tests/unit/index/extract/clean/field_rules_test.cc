#include "index/extract/clean/field_rules.h"

#include <gmock/gmock.h>

namespace quire::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr UnixSeconds kDecember4 = 1'543'881'600;            // 2018-12-04T00:00:00Z
constexpr UnixSeconds kFourThirtyTwo = 16 * 3600 + 32 * 60;  // in the afternoon

TEST(TimeLine, tells_when_an_article_was_updated_or_published) {
  const auto updated = parse_time_line("Updated: December 4, 2018");
  ASSERT_TRUE(updated.has_value());
  EXPECT_TRUE(updated->updated);
  EXPECT_EQ(updated->when, kDecember4);
  const auto published = parse_time_line("First published on 4 December 2018");
  ASSERT_TRUE(published.has_value());
  EXPECT_FALSE(published->updated);
  EXPECT_EQ(published->when, kDecember4);
}

TEST(TimeLine, a_time_of_day_alone_is_no_date) {
  for (const char* line : {"Updated at 4:32 p.m.", "UPDATED 16:32", "Last updated at 4 pm EST",
                           "Updated at 4:32 p.m. ET"}) {
    const auto found = parse_time_line(line);
    ASSERT_TRUE(found.has_value()) << line;
    EXPECT_TRUE(found->updated);
    EXPECT_FALSE(found->when.has_value());
  }
}

TEST(TimeLine, a_time_behind_the_date_does_not_hide_it) {
  EXPECT_EQ(parse_time_line("Published December 4, 2018 at 4:32 p.m.")->when,
            kDecember4 + kFourThirtyTwo);
  EXPECT_EQ(parse_time_line("Last updated: Dec. 4, 2018, 16:32")->when,
            kDecember4 + kFourThirtyTwo);
}

TEST(TimeLine, prose_is_none) {
  for (const char* line : {"Updated plans were shown to the council.", "Updated", "Published works",
                           "Published by the harbour office in 2018", "Updatedness 4:32",
                           "Posted guards at the gate."}) {
    EXPECT_FALSE(parse_time_line(line).has_value()) << line;
  }
}

TEST(Byline, names_the_authors) {
  EXPECT_THAT(parse_byline("By Jane Doe"), ElementsAre("Jane Doe"));
  EXPECT_THAT(parse_byline("BY JANE DOE AND JOHN P. ROE"), ElementsAre("Jane Doe", "John P. Roe"));
  EXPECT_THAT(parse_byline("By Jane Doe, John Roe & Ana de la Cruz"),
              ElementsAre("Jane Doe", "John Roe", "Ana de la Cruz"));
  EXPECT_THAT(parse_byline("By Jane Doe, Staff Writer"), ElementsAre("Jane Doe"));
  EXPECT_THAT(parse_byline("By JANE O'NEILL, Associated Press"), ElementsAre("Jane O'Neill"));
}

TEST(Byline, prose_is_none) {
  for (const char* line : {"By the time the ship had left, it was dark.", "By Monday",
                           "By Friday Morning Trade Had Ended In All Of The Ports", "By 2018",
                           "Jane Doe", "By Jane Doe wrote a book."}) {
    EXPECT_THAT(parse_byline(line), IsEmpty()) << line;
  }
}

TEST(Dateline, has_place_agency_and_date) {
  const auto wire =
      parse_dateline("LISBON, Portugal (Example Wire) \xE2\x80\x94 The port was shut.");
  ASSERT_TRUE(wire.has_value());
  EXPECT_EQ(wire->place, "Lisbon, Portugal");
  EXPECT_EQ(wire->agency, "Example Wire");
  const auto dated = parse_dateline("NEW YORK, March 3, 2019 (EW) - Shares fell.");
  ASSERT_TRUE(dated.has_value());
  EXPECT_EQ(dated->place, "New York");
  EXPECT_EQ(dated->date, 1'551'571'200);
  EXPECT_EQ(parse_dateline("LONDON, March 3 - Wheat rose.")->place, "London");
  EXPECT_EQ(parse_dateline("VELMARK -- All was quiet.")->place, "Velmark");
  EXPECT_EQ(parse_dateline("VELMARK -- All was quiet.")->agency, "");
}

TEST(Dateline, prose_has_none) {
  for (const char* text : {"The port - the largest of the island - was shut.", "All was quiet.",
                           "A - B", "He said: GO - and they went.",
                           "NATO said. And then - nothing.", "I - for one - was there."}) {
    const auto found = parse_dateline(text);
    EXPECT_FALSE(found.has_value()) << text << ": " << (found ? found->place : "");
  }
}

}  // namespace
}  // namespace quire::extract
