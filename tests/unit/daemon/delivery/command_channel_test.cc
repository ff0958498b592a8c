#include "daemon/delivery/command_channel.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/temporary_folder.h"

namespace quire::delivery {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class CommandChannelTest : public testing::Test {
 protected:
  // A shell command; "$0" is the file that log() reads.
  void use(const std::string& script) {
    options_.alert = "desk";
    options_.command = {"/bin/sh", "-c", script, folder_.at("log")};
    channel_.emplace(options_);
  }
  void push(std::uint64_t number) { channel_->push({1, number, false, R"({"id":"a"})"}); }
  // Of the run that is due; the clock stands still until it ends by itself.
  Outcome run() {
    EXPECT_LE(channel_->due(), now_);
    if (auto failed = channel_->start(now_)) return *failed;
    while (true) {
      if (auto outcome = channel_->look(now_)) return *outcome;
      std::this_thread::yield();
    }
  }
  [[nodiscard]] std::string log() {
    const auto read = files_.read(folder_.at("log"), 1U << 20);
    return read ? read->bytes : "";
  }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  CommandOptions options_;
  std::optional<CommandChannel> channel_;
  SteadyTime now_{seconds(1000)};
};

TEST_F(CommandChannelTest, each_match_is_one_line_for_one_run_in_order) {
  use(R"(cat >> "$0")");
  for (const std::uint64_t number : {3U, 5U, 8U}) push(number);
  for (const std::uint64_t number : {3U, 5U, 8U}) {
    const Outcome outcome = run();
    EXPECT_EQ(outcome.upto, number);
    EXPECT_EQ(outcome.delivered, 1U);
    EXPECT_EQ(outcome.failure, "");
  }
  EXPECT_FALSE(channel_->due().has_value());
  EXPECT_EQ(log(),
            "{\"alert\":\"desk\",\"seq\":3,\"again\":false,\"id\":\"a\"}\n"
            "{\"alert\":\"desk\",\"seq\":5,\"again\":false,\"id\":\"a\"}\n"
            "{\"alert\":\"desk\",\"seq\":8,\"again\":false,\"id\":\"a\"}\n");
}

TEST_F(CommandChannelTest, what_fails_is_tried_again_after_longer_and_longer_pauses) {
  options_.longest_pause = seconds(5);
  use("exit 1");
  push(3);
  for (const int pause : {1, 2, 4, 5, 5}) {
    const Outcome outcome = run();
    EXPECT_EQ(outcome.upto, 0U);
    EXPECT_EQ(outcome.delivered + outcome.given_up, 0U);
    ASSERT_EQ(*channel_->due() - now_, seconds(pause));
    now_ = *channel_->due();
  }
}

TEST_F(CommandChannelTest, a_failure_tells_the_last_line_of_the_complaint) {
  use("echo first >&2; echo 'no paper' >&2; exit 3");
  push(3);
  EXPECT_EQ(run().failure, "/bin/sh ended with status 3: no paper");
}

TEST_F(CommandChannelTest, after_all_attempts_a_match_is_given_up_and_the_next_has_its_own) {
  options_.retries = 1;
  use(R"(cat >> "$0"; exit 1)");
  push(3);
  push(5);
  EXPECT_EQ(run().given_up, 0U);
  now_ = *channel_->due();
  const Outcome last = run();
  EXPECT_EQ(last.upto, 3U);
  EXPECT_EQ(last.delivered, 0U);
  EXPECT_EQ(last.given_up, 1U);
  EXPECT_EQ(last.failure, "/bin/sh ended with status 1; given up after 2 attempts");
  // The next is not held up by the pauses of the one before.
  EXPECT_EQ(run().given_up, 0U);
  EXPECT_EQ(*channel_->due() - now_, options_.first_pause);
}

TEST_F(CommandChannelTest, a_success_ends_the_count_of_failures) {
  use(R"(test -e "$0" && rm "$0")");
  push(3);
  push(5);
  EXPECT_NE(run().failure, "");
  folder_.write("log", "");
  now_ = *channel_->due();
  EXPECT_EQ(run().upto, 3U);
  EXPECT_NE(run().failure, "");
  EXPECT_EQ(*channel_->due() - now_, options_.first_pause);
}

TEST_F(CommandChannelTest, one_that_takes_too_long_is_ended_and_tried_again) {
  options_.timeout = seconds(2);
  use("exec sleep 600");
  push(3);
  ASSERT_FALSE(channel_->start(now_).has_value());
  EXPECT_FALSE(channel_->due().has_value());
  EXPECT_FALSE(channel_->look(now_ + seconds(2) - milliseconds(1)).has_value());
  const auto outcome = channel_->look(now_ + seconds(2));
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->upto, 0U);
  EXPECT_EQ(outcome->failure, "/bin/sh took longer than 2000 ms");
  EXPECT_FALSE(channel_->is_running());
  EXPECT_TRUE(channel_->due().has_value());
}

TEST_F(CommandChannelTest, a_program_that_is_not_there_is_a_failure) {
  options_.command = {"/no/such/program"};
  channel_.emplace(options_);
  push(3);
  EXPECT_EQ(run().failure,
            "/no/such/program ended with status 127: cannot be started: No such file or directory");
}

}  // namespace
}  // namespace quire::delivery
