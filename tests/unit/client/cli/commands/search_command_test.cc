#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/protocol/response.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

protocol::Hit hit(const std::string& path, const std::string& title) {
  protocol::Hit hit;
  hit.id = "0123456789abcdef";
  hit.path = path;
  hit.uri = "file://" + path;
  hit.line = 4;
  hit.column = 2;
  hit.title = title;
  hit.title_highlights = {{0, 6}};
  return hit;
}

protocol::SearchResponse two_of_1234() {
  protocol::SearchResponse response;
  response.total = 1234;
  response.took_us = 1500;
  response.hits = {hit("/in/a.txt", "Border police"), hit("/in/b.txt", "Border reform")};
  return response;
}

std::string encoded(const protocol::SearchResponse& response) {
  return protocol::encode_response("1", response);
}

TEST(SearchCommand, what_is_found_is_written_for_people) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--offset", "10"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "Border police\n0123456789abcdef\n/in/a.txt:4\n\n"
            "Border reform\n0123456789abcdef\n/in/b.txt:4\n\n"
            "1,234 articles found, 11 to 12 shown, in 1.5 ms\n");
  EXPECT_EQ(quire.err(), "");
}

TEST(SearchCommand, the_daemon_is_asked_what_the_user_asked) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "-police", "--sync", "-n5"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(),
              ElementsAre(AllOf(HasSubstr(R"("query":"border -police")"),
                                HasSubstr(R"("sync":true)"), HasSubstr(R"("limit":5)"))));
}

TEST(SearchCommand, nothing_found_is_said_and_is_the_exit_status) {
  QuireRunner quire(encoded({}));
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kNothingFound);
  EXPECT_EQ(quire.out(), "0 articles found, in 0.0 ms\n");
}

TEST(SearchCommand, what_was_probably_meant_is_told_people_and_no_program) {
  protocol::SearchResponse response;
  response.corrected = "border police";
  for (const char* format : {"text", "jsonl", "vimgrep", "paths"}) {
    QuireRunner quire(encoded(response));
    EXPECT_EQ(quire.run({"search", "x", "--format", format}), ExitStatus::kNothingFound);
    EXPECT_EQ(quire.err(), std::string(format) == "text" ? "Did you mean: border police\n" : "");
    EXPECT_EQ(quire.out().find("border"), std::string::npos);
  }
  QuireRunner json(encoded(response));
  EXPECT_EQ(json.run({"search", "x", "--json"}), ExitStatus::kNothingFound);
  EXPECT_THAT(json.out(), HasSubstr(R"("corrected":"border police")"));
}

TEST(SearchCommand, an_estimated_total_says_so) {
  auto response = two_of_1234();
  response.total_exact = false;
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("about 1,234 articles found"));
}

TEST(SearchCommand, facets_are_listed_with_their_counts) {
  auto response = two_of_1234();
  response.facets = {{"source", {{"Reuters", 1200}, {"AP", 34}}, true},
                     {"place", {{"LISBON", 9}}, false, true}};
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border", "--facets", "source,place"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(),
              HasSubstr("source: Reuters 1,200, AP 34\nplace: LISBON 9 and others (estimated)\n"));
}

TEST(SearchCommand, dates_are_drawn_as_bars) {
  auto response = two_of_1234();
  response.facets = {{"month", {{"2018-11", 30}, {"2019-01", 60}}, false, true}};
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border", "--facets", "month"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(),
              HasSubstr("month: the latest 2 (estimated)\n  2018-11 30 " + std::string(34, '#') +
                        "\n  2018-12  0\n  2019-01 60 " + std::string(67, '#') + "\n"));
}

TEST(SearchCommand, in_json_there_are_no_bars) {
  auto response = two_of_1234();
  response.facets = {{"month", {{"2018-11", 30}}}};
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border", "--facets", "month", "--json"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out().find('#'), std::string::npos);
}

TEST(SearchCommand, the_next_page_is_told_on_a_terminal) {
  auto response = two_of_1234();
  response.cursor = "rABC";
  for (const bool terminal : {false, true}) {
    QuireRunner quire(encoded(response));
    quire.set_terminal(terminal);
    EXPECT_EQ(quire.run({"search", "border", "--color", "never"}), ExitStatus::kDone);
    EXPECT_EQ(quire.out().ends_with("in 1.5 ms\nnext page: --cursor rABC\n"), terminal);
  }
}

TEST(SearchCommand, a_page_behind_a_cursor_is_asked_for_and_does_not_say_where_it_is) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--cursor", "rABC"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("cursor":"rABC")")));
  EXPECT_THAT(quire.out(), HasSubstr("1,234 articles found, 2 more shown, in 1.5 ms\n"));
}

TEST(SearchCommand, a_daemon_that_did_not_answer_is_named_on_stderr) {
  protocol::SearchResponse response = two_of_1234();
  response.partial = true;
  response.unreachable = {{"archive", "it does not answer in time"}};
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kDone);
  EXPECT_EQ(quire.err(),
            "quire: the remote \"archive\" was not searched: it does not answer in time\n");
}

TEST(SearchCommand, this_daemon_alone_can_be_asked) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--no-remotes"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("remotes":false)")));
}

TEST(SearchCommand, a_partial_answer_is_said_on_stderr) {
  auto response = two_of_1234();
  response.partial = true;
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"search", "border", "--format", "paths"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "/in/a.txt\n/in/b.txt\n");
  EXPECT_EQ(quire.err(),
            "quire: the answer is partial: not all of the index could be searched in time\n");
}

TEST(SearchCommand, vimgrep_gives_places) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--format", "vimgrep"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "/in/a.txt:4:2:Border police\n/in/b.txt:4:2:Border reform\n");
}

TEST(SearchCommand, json_is_the_answer_as_the_daemon_sent_it) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--json"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), protocol::parse_response(encoded(two_of_1234()))->result + "\n");
}

TEST(SearchCommand, jsonl_is_one_hit_a_line) {
  QuireRunner quire(encoded(two_of_1234()));
  EXPECT_EQ(quire.run({"search", "border", "--format", "jsonl"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(),
              testing::MatchesRegex("\\{[^\n]*a\\.txt[^\n]*\\}\n\\{[^\n]*b\\.txt[^\n]*\\}\n"));
}

TEST(SearchCommand, colours_are_for_terminals) {
  QuireRunner quire(encoded(two_of_1234()));
  quire.set_terminal(true);
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("\x1b[1;31mBorder\x1b[0m"));
}

TEST(SearchCommand, colours_can_be_refused) {
  QuireRunner quire(encoded(two_of_1234()));
  quire.set_terminal(true);
  EXPECT_EQ(quire.run({"search", "border", "--color", "never"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out().find('\x1b'), std::string::npos);
}

TEST(SearchCommand, a_query_that_does_not_parse_is_shown_with_the_place) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kQueryDoesNotParse, "AND needs a word on its right", "add one", 5}));
  EXPECT_EQ(quire.run({"search", "caf\u00E9", "AND"}), ExitStatus::kUsage);
  EXPECT_EQ(quire.out(), "");
  EXPECT_EQ(quire.err(),
            "quire: AND needs a word on its right\n"
            "  caf\u00E9 AND\n"
            "       ^\n"
            "hint: add one\n");
}

TEST(SearchCommand, the_place_is_found_behind_wide_characters) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kQueryDoesNotParse, "AND needs a word on its right", "", 3}));
  EXPECT_EQ(quire.run({"search", "\u5F57\u661F", "AND"}), ExitStatus::kUsage);
  EXPECT_EQ(quire.err(),
            "quire: AND needs a word on its right\n"
            "  \u5F57\u661F AND\n"
            "       ^\n");
}

TEST(SearchCommand, an_error_without_a_place_has_no_caret) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kInvalidParams, "\"limit\" must be less", "", std::nullopt}));
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kUsage);
  EXPECT_EQ(quire.err(), "quire: \"limit\" must be less\n");
}

TEST(SearchCommand, too_busy_and_too_late_mean_to_try_again) {
  for (const int code : {protocol::code::kTooBusyOrTooLarge, protocol::code::kDeadlinePassed,
                         protocol::code::kRequestCancelled}) {
    QuireRunner quire(protocol::encode_error("1", {code, "not now", "", std::nullopt}));
    EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kTryAgain) << code;
  }
}

TEST(SearchCommand, an_index_that_cannot_answer_is_as_no_daemon) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kIndexCannotAnswer, "the index is gone", "", std::nullopt}));
  EXPECT_EQ(quire.run({"search", "border"}), ExitStatus::kNoDaemon);
}

}  // namespace
}  // namespace quire::cli
