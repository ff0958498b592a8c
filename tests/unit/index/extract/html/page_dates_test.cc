#include "index/extract/html/about/page_dates.h"

#include <gmock/gmock.h>

#include "index/base/rfc3339.h"
#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

std::string written(const std::optional<UnixSeconds>& when) {
  return when ? format_rfc3339(*when) : "none";
}

std::string published(std::string_view head, std::string_view body = {},
                      std::string_view url = {}) {
  return written(draft_of(page_with_head(head, body), url).published);
}

TEST(PageDates, each_source_is_read) {
  const std::string day = "2020-03-17T00:00:00Z";
  EXPECT_EQ(published("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
                      "\"datePublished\": \"2020-03-17\"}</script>"),
            day);
  for (const char* name : {"article:published_time", "datePublished", "parsely-pub-date",
                           "sailthru.date", "DC.date.issued", "pubdate", "date"}) {
    EXPECT_EQ(published("<meta name='" + std::string(name) + "' content='2020-03-17'>"), day)
        << name;
  }
  for (const char* body :
       {"<span itemprop='datePublished' content='2020-03-17'>yesterday</span>",
        "<time datetime='2020-03-17'>yesterday</time>", "<time>17 March 2020</time>",
        "<p class='entry-date'>17. M\u00E4rz 2020</p>", "<div id='article_date'>17/03/2020</div>",
        "<script>var page = {\"publishedAt\": \"2020-03-17\"};</script>",
        "<p>Published: March 17, 2020</p>", "<p>17 March 2020</p>"}) {
    EXPECT_EQ(published("", body), day) << body;
  }
  EXPECT_EQ(published("", "", "https://example.org/2020/03/17/harbour"), day);
}

TEST(PageDates, what_is_said_most_deliberately_comes_first) {
  const std::string meta = "<meta property='article:published_time' content='2020-03-16'>";
  const std::string json =
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
      "\"datePublished\": \"2020-03-15\"}</script>";
  const std::string time = "<time datetime='2020-03-17'>yesterday</time>";
  const std::string_view url = "https://example.org/2020/03/18/harbour";
  EXPECT_EQ(published(meta + json, time, url), "2020-03-15T00:00:00Z");
  EXPECT_EQ(published(meta, time, url), "2020-03-16T00:00:00Z");
  EXPECT_EQ(published("", time, url), "2020-03-17T00:00:00Z");
  EXPECT_EQ(published("", "<p>Published: March 19, 2020</p>", url), "2020-03-18T00:00:00Z");
}

TEST(PageDates, zones_are_converted_and_days_are_kept) {
  EXPECT_EQ(published("<meta name='date' content='2020-03-17T23:30:00-05:00'>"),
            "2020-03-18T04:30:00Z");
  EXPECT_EQ(published("<meta name='date' content='2020-03-17'>"), "2020-03-17T00:00:00Z");
}

TEST(PageDates, the_change_is_apart_from_the_publication_and_later) {
  const std::string publication = "<meta property='article:published_time' content='2020-03-17'>";
  const auto updated = [&](std::string_view time) {
    return written(
        draft_of(page_with_head(publication + "<meta property='article:modified_time' content='" +
                                std::string(time) + "'>"))
            .updated);
  };
  EXPECT_EQ(updated("2020-03-19"), "2020-03-19T00:00:00Z");
  EXPECT_EQ(updated("2020-03-17"), "none");
  EXPECT_EQ(updated("2020-03-01"), "none");
}

TEST(PageDates, without_a_publication_the_day_of_the_change_is_it) {
  EXPECT_EQ(published("<meta property='article:modified_time' content='2020-03-19'>"),
            "2020-03-19T00:00:00Z");
}

TEST(PageDates, the_language_says_which_number_is_the_month) {
  const std::string body = "<p class='date'>03/04/2020</p>" + three_paragraphs();
  EXPECT_EQ(written(draft_of("<html lang='en-US'>" + body).published), "2020-03-04T00:00:00Z");
  EXPECT_EQ(written(draft_of("<html lang='en-GB'>" + body).published), "2020-04-03T00:00:00Z");
  EXPECT_EQ(written(draft_of("<html lang='fr'>" + body).published), "2020-04-03T00:00:00Z");
}

TEST(PageDates, an_address_is_read_only_where_it_holds_a_whole_date) {
  EXPECT_EQ(written(date_in_address("https://example.org/2020/03/17/x")), "2020-03-17T00:00:00Z");
  EXPECT_EQ(written(date_in_address("https://example.org/x-2020-03-17.html")),
            "2020-03-17T00:00:00Z");
  EXPECT_EQ(written(date_in_address("https://example.org/20200317/x")), "2020-03-17T00:00:00Z");
  EXPECT_EQ(written(date_in_address("https://example.org/2020/03/x")), "none");
  EXPECT_EQ(written(date_in_address("https://example.org/12345678/x")), "none");
  EXPECT_EQ(written(date_in_address("")), "none");
}

}  // namespace
}  // namespace quire::extract::html
