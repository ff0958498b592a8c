#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "config/paths.h"
#include "daemon/protocol/response.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

protocol::GetResponse article() {
  protocol::GetResponse response;
  response.article.id = "0123456789abcdef";
  response.article.path = "/in/a.txt";
  response.article.uri = "file:///in/a.txt";
  response.article.title = "Border police";
  response.article.authors = {"Ann Lee", "Bo Ek"};
  response.article.published = "2018-12-04T16:32:00Z";
  response.article.words = 7;
  response.text = "First line.\nThe\x1b[2J border.";
  response.highlights = {{20, 6}};
  return response;
}

std::string encoded(const protocol::GetResponse& response) {
  return protocol::encode_response("1", response);
}

TEST(ShowCommand, writes_the_article_with_what_is_known_of_it) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", "0123456789abcdef"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "Border police\n"
            "by         Ann Lee, Bo Ek\n"
            "published  2018-12-04T16:32:00Z\n"
            "words      7\n"
            "file       /in/a.txt\n"
            "id         0123456789abcdef\n"
            "\n"
            "First line.\nThe\uFFFD[2J border.\n");
}

TEST(ShowCommand, says_how_many_versions_there_are_and_what_was_withdrawn) {
  protocol::GetResponse response = article();
  response.article.versions = 3;
  response.article.withdrawn = true;
  QuireRunner quire(encoded(response));
  EXPECT_EQ(quire.run({"show", "0123456789abcdef"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("\nversions   3\nstate      withdrawn\n"));
}

TEST(ShowCommand, marks_what_matches_the_query) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"--color", "always", "show", "0123456789abcdef", "--query", "border"}),
            ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("\x1b[1;31mborder\x1b[0m."));
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("query":"border")")));
}

TEST(ShowCommand, sixteen_hexadecimal_digits_are_an_id) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", "0123456789abcdef"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"({"id":"0123456789abcdef"})")));
}

TEST(ShowCommand, a_relative_path_starts_at_the_current_folder) {
  QuireRunner quire(encoded(article()));
  quire.set_current_folder("/no/such/folder");
  EXPECT_EQ(quire.run({"show", "../a.txt"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("path":"/no/such/a.txt")")));
}

TEST(ShowCommand, links_in_the_folders_of_a_path_are_resolved_as_the_daemon_does) {
  const test::TemporaryFolder folder;
  folder.make_folder("real");
  ASSERT_EQ(::symlink(folder.at("real").c_str(), folder.at("link").c_str()), 0);
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", folder.at("link/a.txt")}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(),
              ElementsAre(HasSubstr(config::canonical_path(folder.path()) + "/real/a.txt")));
}

TEST(ShowCommand, a_path_that_is_not_utf8_goes_as_a_uri) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", "/no/such/caf\xE9"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("path":"file:///no/such/caf%E9")")));
}

TEST(ShowCommand, a_uri_goes_as_it_is) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", "file:///in/a%20b"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("path":"file:///in/a%20b")")));
}

TEST(ShowCommand, json_is_the_answer_as_the_daemon_sent_it) {
  QuireRunner quire(encoded(article()));
  EXPECT_EQ(quire.run({"show", "--json", "0123456789abcdef"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), protocol::parse_response(encoded(article()))->result + "\n");
}

TEST(ShowCommand, no_such_article_is_nothing_found) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kNoSuchArticle, "no article at /in/b.txt", "", std::nullopt}));
  EXPECT_EQ(quire.run({"show", "/in/b.txt"}), ExitStatus::kNothingFound);
  EXPECT_EQ(quire.err(), "quire: no article at /in/b.txt\n");
}

TEST(SyncCommand, says_when_it_is_done) {
  QuireRunner quire(protocol::encode_response("1", protocol::SyncResponse{42}));
  EXPECT_EQ(quire.run({"sync", "--timeout", "3"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "all that was dropped before is searchable\n");
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("timeout_ms":3000)")));
}

TEST(SyncCommand, json_gives_the_sequence_number) {
  QuireRunner quire(protocol::encode_response("1", protocol::SyncResponse{42}));
  EXPECT_EQ(quire.run({"--json", "sync"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "{\"seq\":42}\n");
}

TEST(SyncCommand, a_timeout_means_to_try_again) {
  QuireRunner quire(protocol::encode_error(
      "1", {protocol::code::kDeadlinePassed, "not done in time", "", std::nullopt}));
  EXPECT_EQ(quire.run({"sync"}), ExitStatus::kTryAgain);
}

TEST(StopCommand, waits_until_the_daemon_has_ended) {
  QuireRunner quire([](std::string_view) {
    return test::FakeDaemon::Reply{
        protocol::encode_response("1", protocol::ShutdownResponse{}) + "\n", true};
  });
  EXPECT_EQ(quire.run({"stop"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "the daemon has ended\n");
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("method":"shutdown")")));
}

TEST(Run, without_a_daemon_says_how_to_start_one) {
  const test::TemporaryFolder folder;
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings{out, err, {{{"XDG_RUNTIME_DIR", folder.path()}}, "/", 0}, false, 0};
  EXPECT_EQ(run({"status"}, surroundings), ExitStatus::kNoDaemon);
  EXPECT_EQ(out.str(), "");
  EXPECT_THAT(err.str(), testing::StartsWith("quire: no daemon answers: there is no socket at " +
                                             folder.at("quire/quired.sock") + "\nhint: start"));
}

TEST(Run, a_daemon_that_ends_while_it_is_asked_is_as_none) {
  QuireRunner quire([](std::string_view) { return test::FakeDaemon::Reply{{}, true}; });
  EXPECT_EQ(quire.run({"status"}), ExitStatus::kNoDaemon);
  EXPECT_THAT(quire.err(), HasSubstr("closed the connection before it answered"));
}

TEST(Run, bad_usage_goes_to_stderr) {
  QuireRunner quire(std::string{});
  EXPECT_EQ(quire.run({"serach"}), ExitStatus::kUsage);
  EXPECT_EQ(quire.out(), "");
  EXPECT_THAT(quire.err(), testing::StartsWith("quire: no command \"serach\"\nhint: "));
}

TEST(Run, help_needs_no_daemon) {
  QuireRunner quire(std::string{});
  EXPECT_EQ(quire.run({"--help"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("Usage: quire"));
  EXPECT_THAT(quire.out(), Not(HasSubstr("SUBCOMMAND")));
}

// Beside this test there is none.
TEST(Run, without_the_program_of_the_offline_commands_says_so) {
  std::ostringstream out;
  std::ostringstream err;
  Surroundings surroundings{out, err, {}, false, 0};
  for (const char* command : {"parse", "extract"}) {
    err.str({});
    EXPECT_EQ(run({command, "x"}, surroundings), ExitStatus::kNoDaemon);
    EXPECT_THAT(err.str(), testing::StartsWith("quire: quire-offline is not installed\nhint: "));
  }
}

TEST(Run, output_that_cannot_be_written_is_an_error) {
  std::ostream broken(nullptr);
  std::ostringstream err;
  Surroundings surroundings{broken, err, {}, false, 0};
  EXPECT_EQ(run({"--version"}, surroundings), ExitStatus::kOutput);
  EXPECT_EQ(err.str(), "quire: what was found could not be written: is the disk full?\n");
}

TEST(Complete, prints_each_with_its_count_and_asks_for_what_was_typed) {
  QuireRunner quire(
      R"({"jsonrpc":"2.0","id":1,"result":{"completions":[{"text":"The Times","count":2}]}})");
  EXPECT_EQ(quire.run({"complete", "ti", "--field", "source", "-n", "3"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "The Times\t2\n");
  const std::string request = quire.requests().at(0);
  EXPECT_NE(request.find(R"("field":"source")"), std::string::npos) << request;
  EXPECT_NE(request.find(R"("limit":3)"), std::string::npos) << request;
  EXPECT_NE(request.find(R"("prefix":"ti")"), std::string::npos) << request;
}

TEST(Complete, ends_with_1_when_nothing_begins_so) {
  QuireRunner quire(R"({"jsonrpc":"2.0","id":1,"result":{"completions":[]}})");
  EXPECT_EQ(quire.run({"complete", "x"}), ExitStatus::kNothingFound);
  EXPECT_EQ(quire.out(), "");
}

TEST(Complete, knows_which_fields_there_are) {
  QuireRunner quire("");
  EXPECT_EQ(quire.run({"complete", "x", "--field", "title"}), ExitStatus::kUsage);
  EXPECT_NE(quire.err().find("is none of source, section"), std::string::npos) << quire.err();
}

}  // namespace
}  // namespace quire::cli
