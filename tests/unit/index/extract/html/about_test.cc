#include "index/extract/html/about/about.h"

#include <gmock/gmock.h>

#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;

Draft described(std::string_view head) { return draft_of(page_with_head(head)); }

TEST(About, the_site_is_named) {
  EXPECT_EQ(described("<meta property='og:site_name' content='The  Gazette'>").source,
            "The Gazette");
  EXPECT_EQ(described("<meta name='application-name' content='Gazette'>").source, "Gazette");
  EXPECT_EQ(described("<meta name='publisher' content='https://example.org'>").source, "");
}

TEST(About, the_section_is_named) {
  EXPECT_EQ(described("<meta property='article:section' content='Town'>").section, "Town");
  EXPECT_EQ(described("<meta name='parsely-section' content='Sea'>").section, "Sea");
}

TEST(About, the_canonical_address_comes_before_where_the_page_was_had_from) {
  const std::string canonical = "<link rel='canonical' href='https://example.org/harbour'>";
  EXPECT_EQ(draft_of(page_with_head(canonical), "https://example.org/?id=3").url,
            "https://example.org/harbour");
  EXPECT_EQ(draft_of(page_with_head("<link rel='canonical' href='/harbour'>"),
                     "https://example.org/?id=3")
                .url,
            "https://example.org/?id=3");
  EXPECT_EQ(described("<meta property='og:url' content='https://example.org/og'>").url,
            "https://example.org/og");
}

TEST(About, the_language_is_what_the_page_says) {
  EXPECT_EQ(draft_of("<html lang='sv-SE'><body>" + three_paragraphs()).language, "sv-SE");
  EXPECT_EQ(described("<meta http-equiv='Content-Language' content='de'>").language, "de");
  EXPECT_EQ(described("<meta property='og:locale' content='fr_FR'>").language, "fr_FR");
}

TEST(About, tags_stand_once_each) {
  EXPECT_THAT(described("<meta property='article:tag' content='Ferry'><meta property='article:tag' "
                        "content='Wind'><meta name='keywords' content='other'>")
                  .tags,
              ElementsAre("Ferry", "Wind"));
  EXPECT_THAT(described("<meta name='keywords' content='ferry, wind ,Ferry,'>").tags,
              ElementsAre("ferry", "wind"));
}

TEST(About, one_element_may_fill_several_properties) {
  EXPECT_EQ(described("<meta property='x:y og:site_name' content='Gazette'>").source, "Gazette");
}

}  // namespace
}  // namespace quire::extract::html
