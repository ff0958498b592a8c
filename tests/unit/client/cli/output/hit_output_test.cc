#include "client/cli/output/hit_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "daemon/protocol/response.h"
#include "index/base/uri.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

protocol::Hit hit_at(const std::string& path) {
  protocol::Hit hit;
  hit.id = "0123456789abcdef";
  hit.path = path;
  hit.uri = path_to_file_uri(path);
  hit.line = 12;
  hit.column = 3;
  hit.title = "Border police: a reform";
  hit.published = "2018-12-04T16:32:00Z";
  return hit;
}

std::string text_of(const protocol::Hit& hit, bool colour, std::size_t width) {
  std::ostringstream out;
  write_text(out, hit, Style(colour), false, width);
  return out.str();
}

std::string vimgrep_of(const protocol::Hit& hit) {
  std::ostringstream out;
  write_vimgrep(out, hit, false);
  return out.str();
}

TEST(HitOutput, text_has_title_details_place_and_snippet) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.source = "Reuters";
  hit.section = "Politics";
  hit.place = "BERLIN";
  hit.snippet = "The police at the border said";
  EXPECT_EQ(text_of(hit, false, 26),
            "Border police: a reform\n"
            "2018-12-04  Reuters, Politics  BERLIN  0123456789abcdef\n"
            "/in/a.txt:12\n"
            "    The police at the\n"
            "    border said\n");
}

TEST(HitOutput, text_says_how_many_versions_there_are_and_what_was_withdrawn) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.versions = 3;
  hit.withdrawn = true;
  EXPECT_EQ(details_of(hit), "2018-12-04  3 versions  withdrawn  0123456789abcdef");
}

TEST(HitOutput, text_marks_what_matched) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.title_highlights = {{0, 6}};
  hit.snippet = "at the border";
  hit.highlights = {{7, 6}};
  EXPECT_EQ(text_of(hit, true, 0),
            "\x1b[1m\x1b[1;31mBorder\x1b[0m\x1b[1m police: a reform\x1b[0m\n"
            "\x1b[2m2018-12-04  0123456789abcdef\x1b[0m\n"
            "\x1b[36m/in/a.txt\x1b[0m:12\n"
            "    at the \x1b[1;31mborder\x1b[0m\n");
}

TEST(HitOutput, without_a_title_the_file_is_named) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.title.clear();
  EXPECT_EQ(title_of(hit, Style(false)), "a.txt");
}

TEST(HitOutput, a_hit_of_another_daemon_tells_whose_it_is_and_links_to_no_file_here) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.remote = "archive";
  hit.id = "archive:0123456789abcdef";
  hit.path = "archive:/in/a.txt";
  hit.uri.clear();
  EXPECT_EQ(path_of(hit, false), "archive:/in/a.txt");
  EXPECT_THAT(details_of(hit), testing::HasSubstr("archive:0123456789abcdef"));
}

TEST(HitOutput, what_is_not_known_leaves_no_gap) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.published.clear();
  hit.section = "Politics";
  EXPECT_EQ(details_of(hit), "Politics  0123456789abcdef");
}

TEST(HitOutput, a_hostile_file_cannot_drive_the_terminal) {
  protocol::Hit hit = hit_at("/in/\x1b[2J.txt");
  hit.title = "\x1b]0;owned\x07";
  hit.source = "\x1b[1A";
  hit.snippet = "\x1b[8m";
  std::ostringstream out;
  write_text(out, hit, Style(false), true, 80);
  EXPECT_EQ(out.str().find('\x1b'), std::string::npos) << out.str();
  EXPECT_EQ(out.str().find('\x07'), std::string::npos) << out.str();
}

TEST(HitOutput, programs_get_the_very_bytes_of_a_path) {
  protocol::Hit hit = hit_at("/in/caf\xE9");
  hit.path = "/in/caf\uFFFD";
  EXPECT_EQ(path_of(hit, false), "/in/caf\xE9");
  EXPECT_EQ(path_of(hit, true), "/in/caf\uFFFD");
}

TEST(HitOutput, a_line_end_in_a_path_does_not_make_a_second_record) {
  EXPECT_EQ(path_of(hit_at("/in/a\n/etc/passwd"), false), "/in/a /etc/passwd");
}

TEST(HitOutput, vimgrep_is_one_line_a_hit) {
  protocol::Hit hit = hit_at("/in/a.txt");
  hit.title = "Border\npolice";
  EXPECT_EQ(vimgrep_of(hit), "/in/a.txt:12:3:Border police\n");
}

TEST(HitsOf, gives_each_hit_as_it_stands) {
  EXPECT_THAT(hits_of(R"({"total":{"value":2},"hits":[{"a":[1,{}]},{"b":"}]"}],"facets":[{}]})"),
              ElementsAre(R"({"a":[1,{}]})", R"({"b":"}]"})"));
}

TEST(HitsOf, no_hits_are_none) {
  EXPECT_THAT(hits_of(R"({"hits":[],"facets":[]})"), IsEmpty());
  EXPECT_THAT(hits_of(R"({"total":1})"), IsEmpty());
}

TEST(HitsOf, the_word_in_a_text_is_not_the_key) {
  EXPECT_THAT(hits_of(R"({"note":"\"hits\":[{}]","deep":{"hits":[{}]},"hits":[{"a":1}]})"),
              ElementsAre(R"({"a":1})"));
}

TEST(HitsOf, reads_what_the_daemon_writes) {
  protocol::SearchResponse response;
  response.hits = {hit_at("/a"), hit_at("/b\"}")};
  const auto parsed = protocol::parse_response(protocol::encode_response("1", response));
  const auto hits = hits_of(parsed->result);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_THAT(hits[1], testing::StartsWith("{\"id\":\"0123456789abcdef\",\"path\":\"/b"));
  EXPECT_THAT(hits[1], testing::EndsWith("}}"));
}

}  // namespace
}  // namespace quire::cli
