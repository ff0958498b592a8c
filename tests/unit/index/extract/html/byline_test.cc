#include "index/extract/html/about/byline.h"

#include <gmock/gmock.h>

#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Byline, by_and_its_kin_are_no_part_of_a_name) {
  for (const char* byline : {"By Jane Doe", "by: Jane Doe", "Written by Jane Doe", "Von Jane Doe",
                             "Par Jane Doe", "Por Jane Doe", "Autor: Jane Doe", "Jane Doe"}) {
    EXPECT_THAT(names_in_byline(byline), ElementsAre("Jane Doe")) << byline;
  }
}

TEST(Byline, several_names_are_parted) {
  for (const char* byline : {"Jane Doe and John Roe", "By Jane Doe, John Roe",
                             "Jane Doe & John Roe", "Jane Doe; John Roe", "Jane Doe und John Roe",
                             "Jane Doe | John Roe", "Jane Doe\nJohn Roe"}) {
    EXPECT_THAT(names_in_byline(byline), ElementsAre("Jane Doe", "John Roe")) << byline;
  }
}

TEST(Byline, roles_addresses_and_dates_are_left_out) {
  EXPECT_THAT(names_in_byline("Jane Doe, Senior Editor"), ElementsAre("Jane Doe"));
  EXPECT_THAT(names_in_byline("Jane Doe | jane@example.org"), ElementsAre("Jane Doe"));
  EXPECT_THAT(names_in_byline("Jane Doe (Lund)"), ElementsAre("Jane Doe"));
  EXPECT_THAT(names_in_byline("By JANE DOE March 11, 2015 3:46 PM"), ElementsAre("JANE DOE"));
  EXPECT_THAT(names_in_byline("Jane Doe, MD"), ElementsAre("Jane Doe"));
  EXPECT_THAT(names_in_byline("https://example.org/jane"), IsEmpty());
  EXPECT_THAT(names_in_byline("Last Updated: 7 January"), IsEmpty());
  EXPECT_THAT(names_in_byline("admin"), IsEmpty());
}

TEST(Byline, a_single_letter_is_not_parted_from_its_name) {
  EXPECT_THAT(names_in_byline("Boats & I"), ElementsAre("Boats & I"));
}

TEST(Byline, who_stands_in_brackets_wrote_it_too) {
  EXPECT_THAT(names_in_byline("Jane Doe (avec John Roe et Ann Poe)"),
              ElementsAre("Jane Doe", "John Roe", "Ann Poe"));
  EXPECT_THAT(draft_of(page_with_head("",
                                      "<p class='byline'>By <a href='/jane'>Jane Doe</a> "
                                      "(with John Roe)</p>"))
                  .authors,
              ElementsAre("Jane Doe", "John Roe"));
}

TEST(Byline, names_in_comments_and_related_articles_are_of_others) {
  const std::string comment =
      "<ul class='comments-list'><li><span class='byline'>Some Reader</span></li></ul>";
  const std::string related = "<div id='related-1'><span class='author'>Other Writer</span></div>";
  const std::string own = "<span class='author-name'>Jane Doe</span>";
  EXPECT_THAT(draft_of(page_with_head("", comment + related + own)).authors,
              ElementsAre("Jane Doe"));
}

TEST(Byline, authors_below_another_heading_are_another_articles) {
  const std::string digest =
      "<h2>Harbour closed</h2><p class='byline'>By <b>Jane Doe</b></p><p>Ferries wait.</p>"
      "<h2>Bridge open</h2><p class='byline'>By <b>John Roe</b></p><p>Cars go.</p>";
  EXPECT_THAT(draft_of(page_with_head("", digest)).authors, ElementsAre("Jane Doe"));
}

TEST(Byline, a_group_is_the_author_when_no_person_is_named) {
  const auto page = [](const std::string& author) {
    return page_with_head(
        "<script type='application/ld+json'>{\"@type\": \"Article\", "
        "\"author\": {\"@type\": \"Organization\", \"name\": \"" +
        author + "\"}}</script>");
  };
  EXPECT_THAT(draft_of(page("Contributors to the Harbour Atlas")).authors,
              ElementsAre("Contributors to the Harbour Atlas"));
  EXPECT_THAT(draft_of(page("admin")).authors, IsEmpty());
  EXPECT_THAT(draft_of(page("Updated 7 January")).authors, IsEmpty());
}

TEST(Byline, a_name_with_the_family_name_first_is_turned) {
  EXPECT_THAT(names_in_byline("Doe, Jane"), ElementsAre("Jane Doe"));
}

TEST(Byline, each_name_stands_once) {
  EXPECT_THAT(names_in_byline("Jane Doe, JANE DOE"), ElementsAre("Jane Doe"));
}

TEST(Byline, authors_are_found_in_the_order_that_the_header_gives) {
  const std::string json =
      "<script type='application/ld+json'>{\"@type\": \"Article\", \"author\": [{\"@type\": "
      "\"Person\", \"name\": \"Jane Doe\"}, \"John Roe\"]}</script>";
  const std::string meta = "<meta name='author' content='Meta Author'>";
  const std::string shown = "<p class='byline'>By <a href='/x'>Shown Author</a>, 17 March</p>";
  EXPECT_THAT(draft_of(page_with_head(json + meta, shown)).authors,
              ElementsAre("Jane Doe", "John Roe"));
  EXPECT_THAT(draft_of(page_with_head(meta, shown)).authors, ElementsAre("Meta Author"));
  EXPECT_THAT(draft_of(page_with_head("", shown)).authors, ElementsAre("Shown Author"));
  EXPECT_THAT(
      draft_of(page_with_head("", "<a rel='author' href='/x'>Linked Author</a>" + shown)).authors,
      ElementsAre("Linked Author"));
  EXPECT_THAT(draft_of(page_with_head("",
                                      "<div itemprop='author'><span itemprop='name'>Marked "
                                      "Author</span> writes on boats</div>"))
                  .authors,
              ElementsAre("Marked Author"));
}

}  // namespace
}  // namespace quire::extract::html
