#include <gtest/gtest.h>

#include "client/cli/terminal/progress_line.h"
#include "daemon/protocol/response.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

std::string answer(int id, std::uint64_t indexed, std::uint64_t pending) {
  protocol::StatusResponse status;
  status.indexed = indexed;
  status.pending = pending;
  status.articles = indexed;
  return protocol::encode_response(std::to_string(id), status) + "\n";
}

TEST(FollowStatus, an_idle_daemon_ends_it_at_once) {
  QuireRunner quire(answer(1, 1234, 0));
  EXPECT_EQ(quire.run({"status", "--follow"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "up to date: 1,234 articles\n");
}

TEST(FollowStatus, in_a_pipe_there_is_a_line_for_every_change) {
  QuireRunner quire(
      test::FakeDaemon::answers_in_turn({answer(1, 5, 3), answer(2, 6, 2), answer(3, 8, 0)}));
  EXPECT_EQ(quire.run({"status", "--follow"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "0 of 3 files\n1 of 3 files\nup to date: 8 articles\n");
}

TEST(FollowStatus, on_a_terminal_one_line_is_written_over) {
  QuireRunner quire(test::FakeDaemon::answers_in_turn({answer(1, 5, 3), answer(2, 8, 0)}));
  quire.set_terminal(true);
  EXPECT_EQ(quire.run({"status", "--follow", "--color", "never"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "\r[............................] 0 of 3 files"
            "\r                                           \rup to date: 8 articles\n");
}

TEST(FollowStatus, a_daemon_that_goes_away_ends_it_with_an_error) {
  QuireRunner quire(test::FakeDaemon::answers_in_turn({answer(1, 5, 3)}));
  EXPECT_EQ(quire.run({"status", "--follow"}), ExitStatus::kNoDaemon);
}

TEST(ProgressBar, fills_with_what_is_done_and_never_overflows) {
  EXPECT_EQ(bar_of(0, 4, 6, "#"), "[....]");
  EXPECT_EQ(bar_of(3, 4, 6, "#"), "[###.]");
  EXPECT_EQ(bar_of(9, 4, 6, "#"), "[####]");
  EXPECT_EQ(bar_of(0, 0, 6, "#"), "");
  EXPECT_EQ(bar_of(1, 4, 2, "#"), "");
}

}  // namespace
}  // namespace quire::cli
