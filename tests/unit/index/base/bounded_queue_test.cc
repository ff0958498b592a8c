#include "index/base/bounded_queue.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace quire {
namespace {

TEST(BoundedQueue, items_come_out_in_the_order_they_went_in) {
  BoundedQueue<int> queue(3);
  queue.push(1);
  queue.push(2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
}

TEST(BoundedQueue, a_full_queue_leaves_the_item_with_the_caller) {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  auto first = std::make_unique<int>(1);
  auto second = std::make_unique<int>(2);
  EXPECT_TRUE(queue.try_push(first));
  EXPECT_FALSE(queue.try_push(second));
  EXPECT_EQ(*second, 2);
}

TEST(BoundedQueue, a_waiting_push_goes_on_when_there_is_room) {
  BoundedQueue<int> queue(1);
  queue.push(1);
  std::jthread producer([&] { queue.push(2); });
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
}

TEST(BoundedQueue, room_is_counted_in_costs_but_an_empty_queue_takes_anything) {
  BoundedQueue<int> queue(10);
  int item = 1;
  EXPECT_TRUE(queue.try_push(item, 50));
  EXPECT_FALSE(queue.try_push(item, 1));
  (void)queue.pop();
  EXPECT_TRUE(queue.try_push(item, 6));
  EXPECT_FALSE(queue.try_push(item, 5));
  EXPECT_TRUE(queue.try_push(item, 4));
}

TEST(BoundedQueue, a_pop_with_a_time_that_has_passed_does_not_wait) {
  BoundedQueue<int> queue(1);
  EXPECT_EQ(queue.pop_until(std::chrono::steady_clock::now()), std::nullopt);
  queue.push(5);
  EXPECT_EQ(queue.pop_until(std::chrono::steady_clock::now()), 5);
}

TEST(BoundedQueue, closing_lets_the_rest_out_and_then_ends) {
  BoundedQueue<int> queue(2);
  queue.push(7);
  queue.close();
  EXPECT_FALSE(queue.push(8));
  EXPECT_EQ(queue.pop(), 7);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, closing_wakes_a_waiting_consumer) {
  BoundedQueue<int> queue(1);
  std::jthread consumer([&] { EXPECT_EQ(queue.pop(), std::nullopt); });
  queue.close();
}

}  // namespace
}  // namespace quire
