#include "daemon/loop/background.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "daemon/loop/inbox.h"

namespace quire::loop {
namespace {

TEST(Background, work_runs_on_another_thread_and_done_on_the_loop) {
  Loop loop;
  Background background(loop);
  auto worker = std::make_shared<std::thread::id>();
  std::thread::id reporter;
  background.run([worker] { *worker = std::this_thread::get_id(); },
                 [&] { reporter = std::this_thread::get_id(); });
  EXPECT_EQ(background.pending(), 1U);
  loop.run();
  EXPECT_EQ(background.pending(), 0U);
  EXPECT_NE(*worker, std::this_thread::get_id());
  EXPECT_EQ(reporter, std::this_thread::get_id());
}

TEST(Background, nothing_is_reported_after_its_end) {
  Loop loop;
  auto worked = std::make_shared<bool>(false);
  bool reported = false;
  {
    Background background(loop);
    background.run([worked] { *worked = true; }, [&] { reported = true; });
  }
  loop.run();
  EXPECT_TRUE(*worked);
  EXPECT_FALSE(reported);
}

TEST(Background, done_may_destroy_it) {
  Loop loop;
  auto background = std::make_unique<Background>(loop);
  int reported = 0;
  for (int i = 0; i < 3; ++i) {
    background->run([] {},
                    [&] {
                      ++reported;
                      background.reset();
                    });
  }
  loop.run();
  EXPECT_EQ(reported, 1);
}

TEST(Background, a_loop_that_ends_waits_for_the_work_under_way) {
  auto worked = std::make_shared<std::atomic<bool>>(false);
  {
    Loop loop;
    Background background(loop);
    background.run([worked] { worked->store(true); }, [] {});
  }
  EXPECT_TRUE(worked->load());
}

TEST(Inbox, tasks_of_each_thread_run_on_the_loop_in_their_order) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 2000;
  Loop loop;
  Inbox inbox(loop);
  std::vector<std::vector<int>> seen(kThreads);
  int total = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kTasks; ++i) {
          inbox.post([&, t, i] {
            loop.assert_on_thread();
            seen[static_cast<std::size_t>(t)].push_back(i);
            if (++total == kThreads * kTasks) loop.stop();
          });
        }
      });
    }
    loop.run();
  }
  ASSERT_EQ(total, kThreads * kTasks);
  for (const auto& one : seen) EXPECT_TRUE(std::is_sorted(one.begin(), one.end()));
}

TEST(Inbox, a_task_may_post_another) {
  Loop loop;
  Inbox inbox(loop);
  int ran = 0;
  inbox.post([&] {
    ++ran;
    inbox.post([&] {
      ++ran;
      loop.stop();
    });
  });
  loop.run();
  EXPECT_EQ(ran, 2);
}

TEST(Inbox, what_has_not_run_by_its_end_is_dropped) {
  Loop loop;
  bool ran = false;
  {
    Inbox inbox(loop);
    inbox.post([&] { ran = true; });
  }
  loop.run();
  EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace quire::loop
