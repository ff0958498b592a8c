#include "daemon/loop/events.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "index/base/unique_fd.h"
#include "tests/support/temporary_folder.h"

namespace quire::loop {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

TEST(Loop, a_loop_only_method_called_from_another_thread_aborts) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(
      {
        Loop loop;
        std::thread([&] { loop.assert_on_thread(); }).join();
      },
      "another thread");
}

TEST(Loop, the_thread_that_runs_the_loop_becomes_its_thread) {
  Loop loop;
  bool fired = false;
  Timer timer(loop);
  timer.start(milliseconds(0), [&] {
    loop.assert_on_thread();
    fired = true;
  });
  std::thread([&] { loop.run(); }).join();
  EXPECT_TRUE(fired);
  loop.run();  // gives the loop back to this thread
}

TEST(Timer, fires_once_and_not_before_its_time) {
  Loop loop;
  Timer timer(loop);
  int fired = 0;
  const auto before = std::chrono::steady_clock::now();
  timer.start(milliseconds(20), [&] { ++fired; });
  EXPECT_TRUE(timer.active());
  loop.run();
  // libuv counts whole milliseconds, so up to one may be missing.
  EXPECT_GE(std::chrono::steady_clock::now() - before, milliseconds(19));
  EXPECT_EQ(fired, 1);
  EXPECT_FALSE(timer.active());
}

TEST(Timer, repeats_until_it_is_stopped) {
  Loop loop;
  Timer timer(loop);
  int fired = 0;
  timer.start_repeating(milliseconds(1), [&] {
    if (++fired == 3) timer.stop();
  });
  loop.run();
  EXPECT_EQ(fired, 3);
}

TEST(Timer, a_new_start_replaces_the_old_one) {
  Loop loop;
  Timer timer(loop);
  std::vector<int> fired;
  timer.start(milliseconds(1), [&] { fired.push_back(1); });
  timer.start(milliseconds(1), [&] { fired.push_back(2); });
  loop.run();
  EXPECT_THAT(fired, ElementsAre(2));
}

TEST(Timer, may_be_destroyed_by_its_own_callback) {
  Loop loop;
  auto timer = std::make_unique<Timer>(loop);
  int fired = 0;
  timer->start_repeating(milliseconds(1), [&] {
    timer.reset();
    ++fired;
  });
  loop.run();
  EXPECT_EQ(fired, 1);
}

TEST(Timer, a_destroyed_timer_does_not_fire) {
  Loop loop;
  bool fired = false;
  {
    Timer timer(loop);
    timer.start(milliseconds(0), [&] { fired = true; });
  }
  loop.run();
  EXPECT_FALSE(fired);
}

TEST(SignalWatch, a_signal_is_told_on_the_loop) {
  Loop loop;
  int told = 0;
  auto watch = std::make_unique<SignalWatch>(loop, SIGUSR1, [&] {
    ++told;
    loop.stop();
  });
  ::raise(SIGUSR1);
  loop.run();
  EXPECT_EQ(told, 1);
}

TEST(ReadableWatch, calls_back_as_long_as_there_is_something_to_read) {
  Loop loop;
  const UniqueFd fd(::eventfd(1, EFD_NONBLOCK | EFD_CLOEXEC));
  int calls = 0;
  auto watch = ReadableWatch::create(loop, fd.get(), [&] {
    if (++calls < 3) return;
    std::uint64_t value = 0;
    EXPECT_EQ(::read(fd.get(), &value, sizeof value), 8);
    loop.stop();
  });
  ASSERT_TRUE(watch.ok());
  loop.run();
  EXPECT_EQ(calls, 3);
}

TEST(ReadableWatch, a_descriptor_that_cannot_be_polled_is_refused) {
  Loop loop;
  const test::TemporaryFolder folder;
  const UniqueFd file(::open(folder.write("a", "x").c_str(), O_RDONLY | O_CLOEXEC));
  EXPECT_FALSE(ReadableWatch::create(loop, file.get(), [] {}).ok());
}

TEST(FolderEvents, a_new_file_is_told_by_its_name) {
  Loop loop;
  const test::TemporaryFolder folder;
  std::optional<std::string> told;
  auto events = FolderEvents::create(loop, folder.path(), [&](const Result<std::string>& name) {
    if (name) told = *name;
    loop.stop();
  });
  ASSERT_TRUE(events.ok());
  folder.write("a.txt", "x");
  loop.run();
  EXPECT_EQ(told, "a.txt");
}

TEST(FolderEvents, a_folder_that_is_not_there_is_an_error) {
  Loop loop;
  const auto events = FolderEvents::create(loop, "/nowhere/at/all", [](const auto&) {});
  ASSERT_FALSE(events.ok());
  EXPECT_EQ(events.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace quire::loop
