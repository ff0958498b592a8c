#include "index/extract/html/about/headline.h"

#include <gmock/gmock.h>

#include "index/base/utf8.h"
#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

TEST(Headline, a_sites_name_is_cut_off_either_end) {
  EXPECT_EQ(without_site_name("Harbour closed | The Gazette", "The Gazette"), "Harbour closed");
  EXPECT_EQ(without_site_name("Harbour closed - Gazette", "The Gazette"), "Harbour closed");
  EXPECT_EQ(without_site_name("The Gazette \u2014 Harbour closed", "The Gazette"),
            "Harbour closed");
  EXPECT_EQ(without_site_name("Harbour closed | News | The Gazette", "The Gazette"),
            "Harbour closed | News");
}

TEST(Headline, a_short_end_is_taken_for_the_sites_name_when_that_is_unknown) {
  EXPECT_EQ(without_site_name("The harbour is closed again | Gazette", ""),
            "The harbour is closed again");
  EXPECT_EQ(without_site_name("Short - But then a long part follows it here", ""),
            "Short - But then a long part follows it here");
}

TEST(Headline, colons_and_hyphens_of_the_headline_stay) {
  EXPECT_EQ(without_site_name("Harbour: closed", ""), "Harbour: closed");
  EXPECT_EQ(without_site_name("A well-known harbour", "Harbour"), "A well-known harbour");
}

TEST(Headline, the_heading_that_the_title_bears_out_is_the_headline) {
  const Draft draft = draft_of(
      "<title>Ferries wait as the harbour is closed - Gazette</title>\n"
      "<h1>Gazette</h1>\n<h1>Ferries wait as the harbour is closed</h1>" +
      three_paragraphs());
  EXPECT_EQ(draft.title, "Ferries wait as the harbour is closed");
  EXPECT_EQ(draft.title_line, 3U);
}

TEST(Headline, og_title_comes_before_the_title_element) {
  EXPECT_EQ(draft_of(page_with_head("<title>Gazette: page 3</title><meta property='og:title' "
                                    "content='Harbour closed'>"))
                .title,
            "Harbour closed");
}

TEST(Headline, what_a_page_states_first_comes_before_another_wording_that_it_shows) {
  const std::string stated =
      "<title>Harbour: what to know | Gazette</title>"
      "<meta property='og:title' content='Ferries wait as the harbour is closed'>";
  EXPECT_EQ(draft_of(page_with_head(stated, "<h1>Harbour: what to know</h1>")).title,
            "Ferries wait as the harbour is closed");
}

TEST(Headline, a_stated_title_that_speaks_of_the_site_alone_gives_way_to_the_heading) {
  const std::string stated =
      "<title>Ferries wait as the harbour is closed</title>"
      "<meta property='og:title' content='Gazette News - Latest News'>";
  EXPECT_EQ(
      draft_of(page_with_head(stated, "<h1>Ferries wait as the harbour is closed</h1>")).title,
      "Ferries wait as the harbour is closed");
}

TEST(Headline, a_name_comes_before_a_headline_that_only_describes) {
  const std::string json =
      "<title>Harbour - Atlas of Coasts</title><script type='application/ld+json'>{\"@type\": "
      "\"Article\", \"name\": \"Harbour\", \"headline\": \"place where ships lie\"}</script>";
  EXPECT_EQ(draft_of(page_with_head(json)).title, "Harbour");
}

TEST(Headline, the_sites_name_shown_as_a_heading_is_not_the_headline) {
  EXPECT_EQ(
      draft_of(page_with_head(
                   "<title>Moored: Boats in all the Old Harbours \u2014 nautical handbook for "
                   "Skippers</title>",
                   "<h1>nautical handbook for Skippers</h1>"
                   "<h1>Moored: Boats in all the Old Harbours\u00B6</h1>"))
          .title,
      "Moored: Boats in all the Old Harbours");
}

TEST(Headline, an_end_that_is_no_name_stays) {
  EXPECT_EQ(without_site_name("How the harbour was built - a short history", ""),
            "How the harbour was built - a short history");
  EXPECT_EQ(without_site_name("Ferries at (2) @ Harbour :: Gazette", "Harbour"),
            "Ferries at (2) @ Harbour");
}

TEST(Headline, a_title_without_end_is_cut_between_characters) {
  std::string title = "a";
  for (int i = 0; i < 400; ++i) title += "\u00E9";
  const std::string cut =
      draft_of(page_with_head("<meta property='og:title' content='" + title + "'>")).title;
  EXPECT_LT(cut.size(), title.size());
  EXPECT_FALSE(first_invalid_utf8(cut));
}

TEST(Headline, without_any_title_the_only_heading_is_it) {
  EXPECT_EQ(draft_of(page_with_head("", "<h1>Harbour <em>closed</em></h1>")).title,
            "Harbour closed");
  EXPECT_EQ(draft_of(page_with_head("", "<h1>One</h1><h1>Two</h1>")).title, "");
}

}  // namespace
}  // namespace quire::extract::html
