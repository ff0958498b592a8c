#include "index/base/wake_pipe.h"

#include <gtest/gtest.h>

#include <thread>

namespace quire {
namespace {

TEST(WakePipe, every_wake_up_wakes_one_sleeper_and_closing_the_rest) {
  auto pipe = WakePipe::create();
  ASSERT_TRUE(pipe.ok());
  pipe->wake();
  pipe->wake();
  pipe->close_waker();
  EXPECT_TRUE(pipe->sleep());
  EXPECT_TRUE(pipe->sleep());
  EXPECT_FALSE(pipe->sleep());
}

TEST(WakePipe, a_sleeper_is_woken_from_another_thread) {
  auto pipe = WakePipe::create();
  ASSERT_TRUE(pipe.ok());
  std::jthread waker([&] { pipe->wake(); });
  EXPECT_TRUE(pipe->sleep());
}

TEST(WakePipe, a_drained_pipe_holds_no_wake_ups) {
  auto pipe = WakePipe::create();
  ASSERT_TRUE(pipe.ok());
  for (int i = 0; i < 100'000; ++i) pipe->wake();
  pipe->drain();
  pipe->close_waker();
  EXPECT_FALSE(pipe->sleep());
}

}  // namespace
}  // namespace quire
