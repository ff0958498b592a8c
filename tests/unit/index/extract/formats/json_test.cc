#include <gtest/gtest.h>

#include "index/extract/formats/json/json_tree.h"
#include "index/extract/formats/json/read_json.h"
#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

Result<Reading> read(std::string_view text, std::string_view name = "a.json") {
  return read_json(text, {name, {}});
}

Draft only(std::string_view text) {
  const auto reading = read(text);
  EXPECT_EQ(reading.ok() ? "" : reading.error().message, "");
  if (!reading) return {};
  EXPECT_EQ(reading->drafts.size(), 1U);
  return reading->drafts.front();
}

TEST(Json, one_object_is_one_article) {
  const Draft draft = only(R"({
    "headline": "Ferry &amp; sinks", "body": "One\n\nTwo", "author": ["Ann Lee", {"name": "Bo Roe"}],
    "published_at": "2018-12-04T16:32:00Z", "updated": 1543968000000,
    "publisher": {"name": "The Harbour Gazette"}, "section": "Islands", "tags": "ferries, sea",
    "keywords": [{"name": "Lisbon"}], "url": "https://example.org/1", "id": 17, "language": "en"
  })");
  EXPECT_EQ(shown(draft), "Ferry & sinks: One | Two");
  EXPECT_EQ(joined(draft.authors), "Ann Lee, Bo Roe");
  EXPECT_EQ(draft.published, 1'543'941'120);
  EXPECT_EQ(draft.updated, 1'543'968'000);
  EXPECT_EQ(draft.source, "The Harbour Gazette");
  EXPECT_EQ(draft.section, "Islands");
  EXPECT_EQ(joined(draft.tags), "ferries, sea, Lisbon");
  EXPECT_EQ(draft.url, "https://example.org/1");
  EXPECT_EQ(draft.guid, "17");
  EXPECT_EQ(draft.language, "en");
  EXPECT_EQ(draft.title_line, 2U);
  EXPECT_EQ(draft.key, "");
}

TEST(Json, ninjs_and_schema_org_are_known) {
  EXPECT_EQ(shown(only(R"({"uri": "urn:1", "type": "text", "headline": "A",
                           "body_html": "<p>One</p><p>Two</p>", "versioncreated":
                           "2018-12-04T16:32:00+0000"})")),
            "A: One | Two");
  EXPECT_EQ(shown(only(R"({"@context": "https://schema.org", "@graph": [
                           {"@type": "WebSite", "name": "Site"},
                           {"@type": "NewsArticle", "headline": "A", "articleBody": "One"}]})")),
            "A: One");
  EXPECT_EQ(shown(read(R"({"type": "picture", "headline": "A", "body_text": "One"})")),
            "unsupported: JSON that holds no article: line 1: of type picture");
}

TEST(Json, dates_are_seconds_or_milliseconds_too) {
  const auto published = [](const std::string& date) {
    return only("{\"title\": \"A\", \"text\": \"B\", \"date\": " + date + "}").published;
  };
  EXPECT_EQ(published("1543941120"), 1'543'941'120);
  EXPECT_EQ(published("1543941120000"), 1'543'941'120);
  EXPECT_EQ(published("\"1543941120\""), 1'543'941'120);
  EXPECT_EQ(published("1543941120.5"), 1'543'941'120);
  EXPECT_EQ(published("\"20181204\""), 1'543'881'600);
  EXPECT_EQ(published("17"), std::nullopt);
  EXPECT_EQ(published("\"soon\""), std::nullopt);
}

TEST(Json, lists_are_found_at_any_depth_and_have_keys) {
  const auto reading = read(R"({"data": {"title": "Feed", "items": [
      {"title": "A", "text": "One", "id": "a"},
      {"item": {"title": "B", "text": "Two", "url": "https://example.org/b"}}]}})");
  EXPECT_EQ(shown(reading), "A: One\nB: Two\n");
  EXPECT_EQ(reading->drafts[0].key, "a");
  EXPECT_EQ(reading->drafts[1].key, "https://example.org/b");
  EXPECT_EQ(reading->drafts[1].title_line, 3U);
  EXPECT_EQ(shown(read(R"([{"title": "A", "text": "One"}, {"title": "B", "text": "Two"}])")),
            "A: One\nB: Two\n");
}

TEST(Json, the_title_of_a_feed_is_its_articles_source) {
  const Draft draft = only(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Tides",
      "items": [{"id": "1", "title": "A", "content_html": "<p>One</p>",
                 "date_published": "2018-12-04T16:32:00Z"}]})");
  EXPECT_EQ(shown(draft), "A: One");
  EXPECT_EQ(draft.source, "Tides");
}

TEST(Json, articles_that_an_article_is_related_to_are_not_taken_for_it) {
  EXPECT_EQ(shown(read(R"({"title": "A", "text": "One", "related": [
                           {"title": "B", "text": "Two"}]})")),
            "A: One\n");
}

TEST(Json, what_holds_no_article_says_so) {
  EXPECT_EQ(shown(read(R"({"name": "quire", "version": 1})")),
            "unsupported: JSON that holds no article");
  EXPECT_EQ(shown(read(R"({"title": "A", "text": )")), "unsupported: broken JSON at byte 24");
}

TEST(JsonLines, each_line_is_an_article_that_knows_its_line) {
  const auto reading =
      read("{\"title\":\"A\",\"text\":\"One\"}\n\n{\"title\":\"B\",\"text\":\"Two\"}\n");
  EXPECT_EQ(shown(reading), "A: One\nB: Two\n");
  EXPECT_EQ(reading->drafts[1].title_line, 3U);
  EXPECT_EQ(reading->drafts[1].paragraphs.front().origins.front(), (Origin{0, 3, 1}));
}

TEST(JsonLines, broken_lines_are_passed_over_and_noted) {
  const auto reading = read(
      "{\"title\":\"A\",\"text\":\"One\"}\n{\"title\":\n{\"x\":1}\n{\"title\":\"B\",\"text\":"
      "\"Two\"}",
      "a.jsonl");
  EXPECT_EQ(shown(reading), "A: One\nB: Two\n");
  EXPECT_EQ(joined(reading->notes), "line 2: broken JSON at byte 10, line 3: holds no article");
}

TEST(JsonLines, an_object_over_several_lines_is_none) {
  EXPECT_FALSE(is_json_lines("{\n\"a\": {}\n}", "a.json"));
  EXPECT_FALSE(is_json_lines("{\"a\": 1}", "a.json"));
  EXPECT_TRUE(is_json_lines("{\"a\": 1}", "a.jsonl"));
  EXPECT_TRUE(is_json_lines("{\"a\": 1}\n{\"b\": 1}", "a"));
}

TEST(ParseJson, too_deep_nesting_is_an_error) {
  const auto deep = parse_json(std::string(10'000'000, '['));
  ASSERT_FALSE(deep.ok());
  EXPECT_EQ(deep.error().message, "JSON nested deeper than 64");
}

TEST(ParseJson, too_many_values_are_an_error) {
  std::string many = "[0";
  for (std::size_t i = 0; i <= kMostValues; ++i) many += ",0";
  const auto value = parse_json(many + "]");
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.error().code, ErrorCode::kTooLarge);
}

TEST(ParseJson, a_string_of_many_megabytes_is_a_value_like_others) {
  const std::string text(20'000'000, 'x');
  EXPECT_EQ(only("{\"title\":\"A\",\"text\":\"" + text + "\"}").paragraphs.front().text.size(),
            text.size());
}

TEST(ParseJson, cut_anywhere_it_is_an_error) {
  const std::string_view whole = R"({"a": ["b", 1.5e3, true, null, {"c": "\u00e9"}]})";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(parse_json(whole.substr(0, length)).ok()) << length;
  }
}

}  // namespace
}  // namespace quire::extract::formats
