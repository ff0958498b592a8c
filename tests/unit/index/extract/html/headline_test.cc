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
