#include "index/extract/html/about/json_ld.h"

#include <gmock/gmock.h>

#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

StructuredArticle structured(const std::string& json) {
  const std::string html = "<script type=\"application/ld+json\">" + json + "</script>";
  const auto tree = Tree::parse(html);
  return tree ? structured_article(*tree) : StructuredArticle{};
}

TEST(JsonLd, an_article_is_read) {
  const StructuredArticle article = structured(R"({
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour closed",
    "datePublished": "2020-03-17", "dateModified": "2020-03-18", "articleSection": ["Town", "Sea"],
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
    "publisher": {"@type": "Organization", "name": "The Gazette"}, "inLanguage": "en",
    "mainEntityOfPage": {"@id": "https://example.org/harbour"}, "keywords": ["ferry", "wind"],
    "articleBody": "The harbour was closed."})");
  EXPECT_EQ(article.headline, "Harbour closed");
  EXPECT_EQ(article.published, "2020-03-17");
  EXPECT_EQ(article.modified, "2020-03-18");
  EXPECT_EQ(article.section, "Town");
  EXPECT_THAT(article.authors, ElementsAre("Jane Doe", "John Roe"));
  EXPECT_EQ(article.publisher, "The Gazette");
  EXPECT_EQ(article.url, "https://example.org/harbour");
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.tags, ElementsAre("ferry", "wind"));
  EXPECT_EQ(article.body, "The harbour was closed.");
}

TEST(JsonLd, an_article_is_found_in_graphs_arrays_and_other_nodes) {
  for (const char* json : {R"({"@graph": [{"@type": "WebSite", "name": "S"},
                                           {"@type": "BlogPosting", "headline": "H"}]})",
                           R"([{"@type": ["Thing", "Article"], "headline": "H"}])",
                           R"({"@type": "WebPage", "name": "P",
                               "mainEntity": {"@type": "Article", "headline": "H"}})"}) {
    EXPECT_EQ(structured(json).headline, "H") << json;
  }
}

TEST(JsonLd, the_article_comes_before_the_page_and_gaps_are_filled_from_it) {
  const StructuredArticle article = structured(R"([
    {"@type": "WebPage", "name": "Page", "datePublished": "2020-03-01", "inLanguage": "sv"},
    {"@type": "NewsArticle", "headline": "H", "datePublished": "2020-03-17"}])");
  EXPECT_EQ(article.published, "2020-03-17");
  EXPECT_EQ(article.language, "sv");
  EXPECT_EQ(article.headline, "H");
}

TEST(JsonLd, what_is_said_of_comments_and_other_things_is_not_the_articles) {
  const StructuredArticle article = structured(
      R"({"@type": "Article", "comment": {"@type": "Article", "headline": "C"},
          "author": {"@type": "Person", "name": "Jane Doe"}})");
  EXPECT_EQ(article.headline, "");
}

TEST(JsonLd, json_that_is_broken_but_certain_is_read) {
  for (const char* json :
       {"{\"@type\": \"Article\", \"headline\": \"H\",}",
        "<!-- {\"@type\": \"Article\", \"headline\": \"H\"} -->",
        "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"H\"}\n//]]>",
        "{\"@type\": \"Article\", /* c */ \"headline\": \"H\"}",
        "{\"@type\": \"Article\", \"headline\": \"H\", \"description\": \"a\nb\"};"}) {
    EXPECT_EQ(structured(json).headline, "H") << json;
  }
}

TEST(JsonLd, other_broken_json_is_passed_over) {
  for (const char* json : {"", "{", "{\"@type\": \"Article\" \"headline\"}", "null", "[1, 2]",
                           "{\"@type\": 5, \"headline\": [[[[[\"H\"]]]]]}"}) {
    EXPECT_EQ(structured(json).headline, "") << json;
    EXPECT_THAT(structured(json).authors, IsEmpty());
  }
}

}  // namespace
}  // namespace quire::extract::html
