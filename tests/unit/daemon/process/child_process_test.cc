#include "daemon/process/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cerrno>
#include <fstream>
#include <optional>

#include "tests/support/temporary_folder.h"

namespace quire::process {
namespace {

using std::chrono::milliseconds;

struct Ended {
  int status = 0;
  std::string output;
};

Ended run(const std::vector<std::string>& command, std::string_view input = {}) {
  auto child = ChildProcess::start(command, input);
  if (!child) return {-1, describe(child.error())};
  while (true) {
    if (const auto status = child->wait_for(milliseconds(100))) return {*status, child->output()};
  }
}

Ended run_script(const std::string& script) { return run({"/bin/sh", "-c", script}); }

TEST(ChildProcess, reads_its_input_and_is_heard) {
  const Ended ended = run({"/bin/cat"}, "what it is told");
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.output, "what it is told");
}

TEST(ChildProcess, input_that_is_larger_than_a_pipe_arrives_whole) {
  const std::string input(1U << 20, 'x');
  EXPECT_EQ(std::stoul(run({"/usr/bin/wc", "-c"}, input).output), input.size());
}

TEST(ChildProcess, tells_how_it_ended) {
  const int status = run_script("exit 7").status;
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(ChildProcess, of_much_output_the_first_part_is_kept_and_all_is_taken) {
  const Ended ended = run_script("head -c 300000 /dev/zero");
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.output.size(), ChildLimits{}.output_bytes);
}

TEST(ChildProcess, of_complaints_the_last_part_is_kept_and_the_output_goes_nowhere) {
  ChildLimits limits;
  limits.output_bytes = 4;
  limits.complaints = true;
  auto child = ChildProcess::start({"/bin/sh", "-c", "echo out; echo 123456 >&2"}, {}, limits);
  ASSERT_TRUE(child.ok());
  while (!child->wait_for(milliseconds(100))) {
  }
  EXPECT_EQ(child->output(), "456\n");
}

TEST(ChildProcess, its_end_is_seen_though_somebody_else_has_its_output) {
  const Ended ended = run_script("sleep 60 & echo $!");
  EXPECT_EQ(ended.status, 0);
  ::kill(std::stoi(ended.output), SIGKILL);
}

TEST(ChildProcess, its_end_is_seen_though_its_output_ended_before) {
  const test::TemporaryFolder folder;
  const std::string fifo = folder.at("fifo");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  auto child = ChildProcess::start({"/bin/sh", "-c", "exec >&-; read line < " + fifo}, {});
  ASSERT_TRUE(child.ok());
  std::ofstream its_output_is_closed(fifo);
  EXPECT_FALSE(child->wait_for(milliseconds(0)).has_value());
  its_output_is_closed << "end" << std::endl;
  std::optional<int> status;
  while (!status) status = child->wait_for(milliseconds(1));
  EXPECT_EQ(*status, 0);
}

TEST(ChildProcess, sees_no_descriptor_of_ours) {
  constexpr int kNumber = 200;
  const UniqueFd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const UniqueFd inherited(::fcntl(file.get(), F_DUPFD, kNumber));
  ASSERT_EQ(inherited.get(), kNumber);
  EXPECT_EQ(run_script("ls /proc/self/fd").output, "0\n1\n2\n3\n");  // 3: what ls reads
}

TEST(ChildProcess, has_no_signal_blocked_or_ignored) {
  const auto old_handler = ::signal(SIGPIPE, SIG_IGN);
  sigset_t blocked{};
  sigset_t before{};
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGUSR1);
  ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
  const Ended by_pipe = run_script("kill -PIPE $$");
  const Ended by_user = run_script("kill -USR1 $$");
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::signal(SIGPIPE, old_handler);
  EXPECT_EQ(WTERMSIG(by_pipe.status), SIGPIPE);
  EXPECT_EQ(WTERMSIG(by_user.status), SIGUSR1);
}

TEST(ChildProcess, one_that_cannot_be_started_is_an_error_that_names_it) {
  const auto child = ChildProcess::start({"/no/such/program"}, {});
  ASSERT_FALSE(child.ok());
  EXPECT_EQ(child.error().code, ErrorCode::kNotFound);
  EXPECT_NE(child.error().message.find("/no/such/program"), std::string::npos);
}

TEST(ChildProcess, what_it_writes_is_counted) {
  const test::TemporaryFolder folder;
  const std::string ready = folder.at("ready");
  ASSERT_EQ(::mkfifo(ready.c_str(), 0600), 0);
  auto child = ChildProcess::start(
      {"/bin/sh", "-c",
       "head -c 123456 /dev/zero > " + folder.at("file") + "; : > " + ready + "; exec sleep 60"},
      {});
  ASSERT_TRUE(child.ok());
  { const std::ifstream wait_until_it_has_written(ready); }
  const auto written = child->bytes_written();
  ASSERT_TRUE(written.has_value());
  EXPECT_GE(*written, 123'456U);
  EXPECT_LT(*written, 200'000U);
}

class HeldChildTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string fifo = folder_.at("pid");
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    auto started =
        ChildProcess::start({"/bin/sh", "-c", "echo $$ > " + fifo + "; exec sleep 60"}, {});
    ASSERT_TRUE(started.ok());
    child_.emplace(*std::move(started));
    std::ifstream(fifo) >> pid_;
    ASSERT_GT(pid_, 0);
  }
  // Waits for it to stop or to go on, which waitid tells without taking its end.
  void wait_until(int event) const {
    siginfo_t info{};
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(pid_), &info, event), 0);
  }

  test::TemporaryFolder folder_;
  std::optional<ChildProcess> child_;
  pid_t pid_ = -1;
};

TEST_F(HeldChildTest, is_stopped_and_goes_on) {
  child_->hold(true);
  wait_until(WSTOPPED);
  EXPECT_FALSE(child_->wait_for(milliseconds(0)).has_value());
  child_->hold(false);
  wait_until(WCONTINUED);
  EXPECT_FALSE(child_->wait_for(milliseconds(0)).has_value());
}

TEST_F(HeldChildTest, is_killed_and_reaped_with_its_owner) {
  child_->hold(true);
  wait_until(WSTOPPED);
  child_.reset();
  EXPECT_EQ(::kill(pid_, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST_F(HeldChildTest, no_other_child_is_reaped) {
  auto other = ChildProcess::start({"/bin/true"}, {});
  ASSERT_TRUE(other.ok());
  while (!other->wait_for(milliseconds(100))) {
  }
  EXPECT_EQ(::kill(pid_, 0), 0);
  ::kill(pid_, SIGKILL);
  siginfo_t info{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT), 0);
  const auto status = child_->wait_for(milliseconds(0));
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(WTERMSIG(*status), SIGKILL);
}

}  // namespace
}  // namespace quire::process
