#include "daemon/ingest/sync_barrier.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

class SyncBarrierTest : public testing::Test {
 protected:
  std::uint64_t add(std::set<std::string> cookies) {
    return barrier_.add(std::move(cookies), [this] { ++called_; });
  }

  SyncBarrier barrier_;
  int called_ = 0;
};

TEST_F(SyncBarrierTest, without_cookies_and_open_tickets_it_is_over_at_the_next_update) {
  add({});
  EXPECT_EQ(called_, 0);
  barrier_.update(7, 8);
  EXPECT_EQ(called_, 1);
  EXPECT_TRUE(barrier_.empty());
}

TEST_F(SyncBarrierTest, all_cookies_must_have_been_seen) {
  add({"a", "b"});
  EXPECT_TRUE(barrier_.cookie_seen("a"));
  barrier_.update(0, 1);
  EXPECT_EQ(called_, 0);
  EXPECT_TRUE(barrier_.cookie_seen("b"));
  barrier_.update(0, 1);
  EXPECT_EQ(called_, 1);
}

TEST_F(SyncBarrierTest, a_cookie_that_nobody_waits_for_is_told_as_such) {
  add({"a"});
  EXPECT_FALSE(barrier_.cookie_seen("b"));
  EXPECT_TRUE(barrier_.cookie_seen("a"));
  EXPECT_FALSE(barrier_.cookie_seen("a"));
}

TEST_F(SyncBarrierTest, tickets_given_out_before_the_cookie_was_seen_are_waited_for) {
  add({"a"});
  barrier_.update(3, 4);
  barrier_.cookie_seen("a");
  barrier_.update(5, 4);
  EXPECT_EQ(called_, 0);
  barrier_.update(5, 5);
  EXPECT_EQ(called_, 0);
  barrier_.update(5, 6);
  EXPECT_EQ(called_, 1);
}

TEST_F(SyncBarrierTest, tickets_given_out_later_are_not_waited_for) {
  add({});
  barrier_.update(5, 5);
  barrier_.update(9, 6);
  EXPECT_EQ(called_, 1);
}

TEST_F(SyncBarrierTest, each_of_several_waiters_has_its_own_ticket) {
  add({});
  barrier_.update(1, 1);
  int second = 0;
  barrier_.add({}, [&] { ++second; });
  barrier_.update(2, 1);
  barrier_.update(2, 2);
  EXPECT_EQ(called_, 1);
  EXPECT_EQ(second, 0);
  barrier_.update(2, 3);
  EXPECT_EQ(called_, 1);
  EXPECT_EQ(second, 1);
}

TEST_F(SyncBarrierTest, one_cookie_may_serve_several_waiters) {
  add({"a"});
  add({"a"});
  barrier_.cookie_seen("a");
  barrier_.update(0, 1);
  EXPECT_EQ(called_, 2);
}

TEST_F(SyncBarrierTest, who_has_been_removed_is_not_called) {
  const auto waiter = add({});
  EXPECT_TRUE(barrier_.remove(waiter));
  EXPECT_FALSE(barrier_.remove(waiter));
  barrier_.update(0, 1);
  EXPECT_EQ(called_, 0);
}

TEST_F(SyncBarrierTest, a_callback_may_add_a_waiter) {
  barrier_.add({}, [&] { add({}); });
  barrier_.update(0, 1);
  EXPECT_FALSE(barrier_.empty());
  EXPECT_EQ(called_, 0);
  barrier_.update(0, 1);
  EXPECT_EQ(called_, 1);
}

TEST_F(SyncBarrierTest, a_callback_may_remove_another_waiter) {
  const auto other = add({"never"});
  barrier_.add({}, [&] { barrier_.remove(other); });
  barrier_.update(0, 1);
  EXPECT_TRUE(barrier_.empty());
  EXPECT_EQ(called_, 0);
}

}  // namespace
}  // namespace quire::ingest
