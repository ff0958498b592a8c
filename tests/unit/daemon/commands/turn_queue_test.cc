#include "daemon/commands/turn_queue.h"

#include <gtest/gtest.h>

#include <string>

namespace quire::commands {
namespace {

class TurnQueueTest : public testing::Test {
 protected:
  bool push(const int& client, std::string item) { return queue_.try_push(&client, item); }
  // All there is, in the order it comes out.
  std::string all() {
    std::string out;
    while (auto item = queue_.pop()) out += *item;
    return out;
  }

  TurnQueue<std::string> queue_{4};
  const int ada_ = 0;
  const int bob_ = 0;
  const int eve_ = 0;
};

TEST_F(TurnQueueTest, what_one_client_asks_comes_out_in_order) {
  for (const char* item : {"1", "2", "3"}) EXPECT_TRUE(push(ada_, item));
  EXPECT_EQ(all(), "123");
}

TEST_F(TurnQueueTest, clients_take_turns_whoever_asked_more) {
  for (const char* item : {"a", "b", "c"}) EXPECT_TRUE(push(eve_, item));
  EXPECT_TRUE(push(ada_, "1"));
  EXPECT_EQ(all(), "a1bc");
}

TEST_F(TurnQueueTest, who_comes_back_waits_for_the_others) {
  push(ada_, "1");
  push(bob_, "x");
  EXPECT_EQ(queue_.pop(), "1");
  push(ada_, "2");
  EXPECT_EQ(all(), "x2");
}

TEST_F(TurnQueueTest, a_full_queue_still_takes_one_of_a_client_that_has_none_in_it) {
  for (const char* item : {"a", "b", "c", "d"}) EXPECT_TRUE(push(eve_, item));
  EXPECT_FALSE(push(eve_, "e"));
  EXPECT_TRUE(push(ada_, "1"));
  EXPECT_FALSE(push(ada_, "2"));
  EXPECT_EQ(all(), "a1bcd");
}

TEST_F(TurnQueueTest, what_is_refused_is_left_as_it_was) {
  queue_.close();
  std::string item = "kept";
  EXPECT_FALSE(queue_.try_push(&ada_, item));
  EXPECT_EQ(item, "kept");
}

TEST_F(TurnQueueTest, an_empty_one_has_nothing) { EXPECT_EQ(queue_.pop(), std::nullopt); }

}  // namespace
}  // namespace quire::commands
