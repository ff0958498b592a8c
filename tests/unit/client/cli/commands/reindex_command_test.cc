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

std::string done() {
  return protocol::encode_response("1",
                                   protocol::ReindexResponse{1234, 5, 6, 9, 7, 8, 2500, false});
}

std::string progress(std::uint64_t finished, std::uint64_t total) {
  return protocol::encode_reindex_progress({"1", finished, total}) + "\n";
}

TEST(ReindexCommand, says_what_it_has_come_to) {
  QuireRunner quire(done());
  EXPECT_EQ(quire.run({"reindex"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "1,234 files: 5 added, 6 changed, 9 moved, 7 removed, 8 failed (2.50 s)\n");
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("params":{"full":false,"wait":true})")));
}

TEST(ReindexCommand, a_relative_path_starts_at_the_current_folder) {
  QuireRunner quire(done());
  quire.set_current_folder("/no/such/folder");
  EXPECT_EQ(quire.run({"reindex", "../a.txt", ".", "file:///b"}), ExitStatus::kDone);
  EXPECT_THAT(
      quire.requests(),
      ElementsAre(HasSubstr(R"("paths":["/no/such/a.txt","/no/such/folder","file:///b"])")));
}

TEST(ReindexCommand, links_in_a_path_are_resolved_as_the_daemon_does) {
  const test::TemporaryFolder folder;
  folder.make_folder("real");
  ASSERT_EQ(::symlink(folder.at("real").c_str(), folder.at("link").c_str()), 0);
  QuireRunner quire(done());
  EXPECT_EQ(quire.run({"reindex", folder.at("link")}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(),
              ElementsAre(HasSubstr(config::canonical_path(folder.path()) + "/real\"]")));
}

TEST(ReindexCommand, a_path_that_is_not_utf8_goes_as_a_uri) {
  QuireRunner quire(done());
  EXPECT_EQ(quire.run({"reindex", "/no/such/caf\xE9"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"(["file:///no/such/caf%E9"])")));
}

TEST(ReindexCommand, on_a_terminal_a_line_says_how_far_it_is_and_goes_away) {
  QuireRunner quire(progress(10, 1200) + progress(9, 12) + done());
  quire.set_error_terminal(true);
  EXPECT_EQ(quire.run({"reindex"}), ExitStatus::kDone);
  EXPECT_EQ(quire.err(),
            "\r[............................] 10 of 1,200 files"
            "\r[#####################.......] 9 of 12 files    "
            "\r                                            \r");
}

TEST(ReindexCommand, elsewhere_nothing_is_said_before_the_end) {
  QuireRunner quire(progress(10, 1200) + done());
  quire.set_terminal(true);
  EXPECT_EQ(quire.run({"reindex"}), ExitStatus::kDone);
  EXPECT_EQ(quire.err(), "");
}

TEST(ReindexCommand, a_quiet_one_says_nothing_of_success) {
  QuireRunner quire(progress(10, 1200) + done());
  quire.set_error_terminal(true);
  EXPECT_EQ(quire.run({"reindex", "--quiet"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "");
  EXPECT_EQ(quire.err(), "");
}

TEST(ReindexCommand, a_quiet_one_without_a_daemon_is_to_be_tried_again_and_says_so_in_one_line) {
  QuireRunner quire(done());
  quire.set_socket("/no/such/socket");
  EXPECT_EQ(quire.run({"reindex", "--quiet"}), ExitStatus::kTryAgain);
  EXPECT_EQ(quire.err(), "quire: no daemon answers: there is no socket at /no/such/socket\n");
}

TEST(ReindexCommand, json_is_the_answer_as_the_daemon_sent_it) {
  QuireRunner quire(done());
  EXPECT_EQ(quire.run({"--json", "reindex"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), protocol::parse_response(done())->result + "\n");
}

TEST(ReindexCommand, one_that_is_not_waited_for_has_only_started) {
  QuireRunner quire(protocol::encode_response("1", protocol::ReindexStarted{}));
  EXPECT_EQ(quire.run({"reindex", "--full", "--no-wait"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "the reindex has started\n");
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("params":{"full":true,"wait":false})")));
}

TEST(ReindexCommand, when_the_wait_is_over_it_goes_on_without_us) {
  QuireRunner quire([](std::string_view) { return test::FakeDaemon::Reply{}; });
  EXPECT_EQ(quire.run({"reindex", "--timeout", "1"}), ExitStatus::kTryAgain);
  EXPECT_EQ(quire.err(),
            "quire: the daemon did not answer in time\n"
            "hint: the reindex goes on; `quire status` tells of it\n");
}

TEST(ReindexCommand, a_path_in_no_drop_folder_is_nothing_found) {
  QuireRunner quire(protocol::encode_error(
      "1",
      {protocol::code::kNoSuchArticle, "/b is not in a drop folder", "there is /a", std::nullopt}));
  EXPECT_EQ(quire.run({"reindex", "/b"}), ExitStatus::kNothingFound);
  EXPECT_EQ(quire.err(), "quire: /b is not in a drop folder\nhint: there is /a\n");
}

}  // namespace
}  // namespace quire::cli
