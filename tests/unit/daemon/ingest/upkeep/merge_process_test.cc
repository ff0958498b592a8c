#include "daemon/ingest/upkeep/merge_process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <limits>
#include <thread>

#include "daemon/process/child_process.h"
#include "index/base/format.h"
#include "index/base/random.h"
#include "tests/support/temporary_folder.h"

namespace quire::ingest {
namespace {

using std::string_literals::operator""s;

MergeOrder sample_order() {
  MergeOrder order;
  order.parent = 4321;
  order.plan.target = "/index/building/\xff line\nbreak, \xc3\xa4 and 17";
  order.plan.sources.push_back({7, "/index/segments/00000007", {1, 2, 40'000}});
  order.plan.sources.push_back({0, "", {}});
  order.plan.sources.push_back({std::numeric_limits<std::uint32_t>::max(),
                                "12",
                                {std::numeric_limits<std::uint32_t>::max()}});
  return order;
}

void expect_corrupt(std::string_view bytes) {
  const auto order = decode_order(bytes);
  ASSERT_FALSE(order.ok()) << testing::PrintToString(std::string(bytes));
  EXPECT_EQ(order.error().code, ErrorCode::kCorrupt);
}

TEST(MergeOrder, comes_back_as_it_was) {
  const MergeOrder order = sample_order();
  const auto read = decode_order(encode_order(order));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->parent, order.parent);
  EXPECT_EQ(read->plan.target, order.plan.target);
  ASSERT_EQ(read->plan.sources.size(), order.plan.sources.size());
  for (std::size_t i = 0; i < order.plan.sources.size(); ++i) {
    EXPECT_EQ(read->plan.sources[i].number, order.plan.sources[i].number);
    EXPECT_EQ(read->plan.sources[i].path, order.plan.sources[i].path);
    EXPECT_EQ(read->plan.sources[i].removed, order.plan.sources[i].removed);
  }
}

TEST(MergeOrder, one_that_is_cut_off_anywhere_is_none) {
  const std::string bytes = encode_order(sample_order());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    expect_corrupt(std::string_view(bytes).substr(0, size));
  }
}

TEST(MergeOrder, one_with_something_behind_it_is_none) {
  expect_corrupt(encode_order(sample_order()) + "x");
  expect_corrupt(encode_order(sample_order()) + "\0"s);
}

TEST(MergeOrder, what_is_no_number_is_none) {
  const std::string mark = "quire merge 1\0"s;
  ASSERT_TRUE(decode_order(mark + "1\0target\0000\0"s).ok());
  expect_corrupt(mark + "\0target\0000\0"s);
  expect_corrupt(mark + "x\0target\0000\0"s);
  expect_corrupt(mark + "1 \0target\0000\0"s);
  expect_corrupt(mark + "1\0target\0-1\0"s);
  expect_corrupt(mark + "1\0target\00018446744073709551616\0"s);
  expect_corrupt(mark + "1\0target\0001\0004294967296\0path\0000\0"s);
  expect_corrupt("quire merge 2\0001\0target\0000\0"s);
}

TEST(MergeOrder, counts_that_promise_more_than_there_is_are_not_believed) {
  expect_corrupt("quire merge 1\0001\0target\00018446744073709551615\0"s);
  expect_corrupt("quire merge 1\0001\0target\0001\0001\0path\00018446744073709551615\0001\0"s);
}

TEST(MergeOrder, garbage_is_none) {
  Random random(1);
  for (int i = 0; i < 1000; ++i) {
    std::string bytes(random.below(100), 'x');
    for (char& c : bytes) c = static_cast<char>(random.below(256));
    expect_corrupt(bytes);
  }
}

TEST(MergeError, comes_back_as_it_was) {
  for (auto code = ErrorCode::kInvalidArgument; code <= ErrorCode::kIo;
       code = static_cast<ErrorCode>(static_cast<int>(code) + 1)) {
    const Error error{code, "no room\non the disk", "make some"};
    EXPECT_EQ(decode_error(encode_error(error)), error);
  }
}

TEST(MergeError, a_text_with_nuls_stays_in_its_field) {
  const auto error = decode_error(encode_error({ErrorCode::kIo, "a\0b"s, "\0c"s}));
  EXPECT_EQ(error, (Error{ErrorCode::kIo, "ab", "c"}));
}

TEST(MergeError, other_text_is_none) {
  for (const std::string& text :
       {""s, "io"s, "io\0no\0"s, "io\0no\0\0x"s, "nonsense\0no\0\0"s, "ls: cannot\n"s}) {
    EXPECT_FALSE(decode_error(text).has_value()) << testing::PrintToString(text);
  }
}

// What the program answers to `input`.
std::optional<Error> answer(std::string_view input) {
  auto child = process::ChildProcess::start({QUIRED_PROGRAM, "--merge-segments"}, input);
  if (!child) return child.error();
  while (true) {
    const auto status = child->wait_for(std::chrono::milliseconds(100));
    if (!status) continue;
    EXPECT_TRUE(WIFEXITED(*status));
    EXPECT_EQ(WEXITSTATUS(*status), 1);
    return decode_error(child->output());
  }
}

TEST(MergeProcess, says_that_its_input_is_no_order) {
  const auto error = answer("nonsense");
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, ErrorCode::kCorrupt);
}

TEST(MergeProcess, does_nothing_for_one_that_is_not_its_parent) {
  const test::TemporaryFolder folder;
  MergeOrder order;
  order.parent = ::getppid();
  order.plan.sources.push_back({1, folder.at("none"), {}});
  order.plan.target = folder.at("target");
  const auto error = answer(encode_order(order));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, ErrorCode::kCancelled);
}

// A process that has set itself up and waits for its order, through a FIFO.
class WaitingMergeProcessTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string input = folder_.at("input");
    const std::string told = folder_.at("pid");
    ASSERT_EQ(::mkfifo(input.c_str(), 0600), 0);
    ASSERT_EQ(::mkfifo(told.c_str(), 0600), 0);
    const std::string script =
        format("echo $$ > {}; exec {} --merge-segments < {}", told, QUIRED_PROGRAM, input);
    std::promise<void> started;
    starter_ = std::thread([&, script] {
      auto child = process::ChildProcess::start({"/bin/sh", "-c", script}, {});
      if (child) child_.emplace(*std::move(child));
      started.set_value();
      thread_may_end_.get_future().wait();
    });
    started.get_future().wait();
    ASSERT_TRUE(child_.has_value());
    std::ifstream(told) >> pid_;
    ASSERT_GT(pid_, 0);
    order_.open(input);
    wait_until_set_up();
  }
  void TearDown() override { end_thread(); }
  void end_thread() {
    if (!starter_.joinable()) return;
    thread_may_end_.set_value();
    starter_.join();
  }
  // It takes its name last.
  void wait_until_set_up() const {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::string name;
    while (name != "quired-merge" && std::chrono::steady_clock::now() < give_up) {
      std::ifstream(format("/proc/{}/comm", pid_)) >> name;
      std::this_thread::yield();
    }
    ASSERT_EQ(name, "quired-merge");
  }
  int status_at_end() {
    std::optional<int> status;
    while (!status) status = child_->wait_for(std::chrono::milliseconds(10));
    return *status;
  }

  const test::TemporaryFolder folder_;
  std::promise<void> thread_may_end_;
  std::thread starter_;
  std::optional<process::ChildProcess> child_;
  pid_t pid_ = -1;
  std::ofstream order_;
};

TEST_F(WaitingMergeProcessTest, is_of_low_priority) {
  const int ours = ::getpriority(PRIO_PROCESS, 0);
  EXPECT_EQ(::getpriority(PRIO_PROCESS, static_cast<id_t>(pid_)), std::min(ours + 10, 19));
}

TEST_F(WaitingMergeProcessTest, leaves_the_signals_that_are_meant_for_the_daemon_alone) {
  for (const int number : {SIGHUP, SIGINT, SIGTERM}) ASSERT_EQ(::kill(pid_, number), 0);
  order_.close();
  EXPECT_TRUE(WIFEXITED(status_at_end()));
}

TEST_F(WaitingMergeProcessTest, dies_with_the_thread_that_started_it) {
  end_thread();
  EXPECT_EQ(WTERMSIG(status_at_end()), SIGKILL);
}

}  // namespace
}  // namespace quire::ingest
