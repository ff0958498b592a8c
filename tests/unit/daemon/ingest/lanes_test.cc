#include "daemon/ingest/lanes.h"

#include <gtest/gtest.h>

#include <future>

namespace quire::ingest {
namespace {

FileWork work(std::string relative) {
  FileWork work;
  work.relative = std::move(relative);
  return work;
}

bool push_fresh(Lanes& lanes, std::string relative) {
  FileWork fresh = work(std::move(relative));
  return lanes.try_push_fresh(fresh);
}

std::string popped(Lanes& lanes) {
  const auto next = lanes.pop();
  return next ? next->relative : "(none)";
}

TEST(Lanes, what_is_fresh_overtakes_what_is_bulk) {
  Lanes lanes(4);
  lanes.push_bulk(work("bulk-1"));
  lanes.push_bulk(work("bulk-2"));
  push_fresh(lanes, "fresh-1");
  push_fresh(lanes, "fresh-2");
  EXPECT_EQ(popped(lanes), "fresh-1");
  EXPECT_EQ(popped(lanes), "fresh-2");
  EXPECT_EQ(popped(lanes), "bulk-1");
  EXPECT_EQ(popped(lanes), "bulk-2");
}

TEST(Lanes, a_full_fresh_lane_refuses_and_leaves_the_work_as_it_was) {
  Lanes lanes(2);
  EXPECT_TRUE(push_fresh(lanes, "a"));
  EXPECT_TRUE(push_fresh(lanes, "b"));
  FileWork third = work("c");
  EXPECT_FALSE(lanes.try_push_fresh(third));
  EXPECT_EQ(third.relative, "c");
}

TEST(Lanes, a_full_bulk_lane_takes_nothing_from_the_fresh_one) {
  Lanes lanes(1);
  lanes.push_bulk(work("bulk"));
  EXPECT_TRUE(push_fresh(lanes, "fresh"));
}

TEST(Lanes, closing_drops_the_bulk_and_keeps_the_fresh) {
  Lanes lanes(4);
  lanes.push_bulk(work("bulk"));
  push_fresh(lanes, "fresh");
  lanes.close();
  EXPECT_EQ(popped(lanes), "fresh");
  EXPECT_EQ(popped(lanes), "(none)");
}

TEST(Lanes, closed_lanes_take_nothing_in) {
  Lanes lanes(4);
  lanes.close();
  EXPECT_FALSE(push_fresh(lanes, "fresh"));
  EXPECT_FALSE(lanes.push_bulk(work("bulk")));
}

TEST(Lanes, who_waits_for_room_goes_on_when_there_is_some) {
  constexpr int kFiles = 1000;  // one of them at least has to wait
  Lanes lanes(1);
  auto pushed = std::async(std::launch::async, [&] {
    bool all = true;
    for (int i = 0; i < kFiles; ++i) all = lanes.push_bulk(work(std::to_string(i))) && all;
    return all;
  });
  for (int i = 0; i < kFiles; ++i) ASSERT_EQ(popped(lanes), std::to_string(i));
  EXPECT_TRUE(pushed.get());
}

TEST(Lanes, who_waits_for_room_is_woken_by_closing) {
  Lanes lanes(1);
  lanes.push_bulk(work("first"));
  auto pushed = std::async(std::launch::async, [&] { return lanes.push_bulk(work("second")); });
  lanes.close();
  EXPECT_FALSE(pushed.get());
}

TEST(Lanes, who_waits_for_work_is_woken_by_it) {
  Lanes lanes(1);
  auto next = std::async(std::launch::async, [&] { return popped(lanes); });
  push_fresh(lanes, "a");
  EXPECT_EQ(next.get(), "a");
}

TEST(Lanes, all_who_wait_for_work_are_woken_by_closing) {
  Lanes lanes(1);
  auto one = std::async(std::launch::async, [&] { return popped(lanes); });
  auto other = std::async(std::launch::async, [&] { return popped(lanes); });
  lanes.close();
  EXPECT_EQ(one.get(), "(none)");
  EXPECT_EQ(other.get(), "(none)");
}

}  // namespace
}  // namespace quire::ingest
