#include "daemon/ingest/work/lanes.h"

#include <gtest/gtest.h>

#include <future>

namespace quire::ingest {
namespace {

FileWork work(std::string relative, Lane lane) {
  FileWork work;
  work.relative = std::move(relative);
  work.lane = lane;
  return work;
}

FileWork fresh(std::string relative) { return work(std::move(relative), Lane::kFresh); }
FileWork bulk(std::string relative) { return work(std::move(relative), Lane::kBulk); }

std::string shown(const std::optional<FileWork>& work) { return work ? work->relative : "(none)"; }
std::string popped(Lanes& lanes) { return shown(lanes.pop_fresh()); }
std::string popped_bulk(Lanes& lanes) { return shown(lanes.pop_bulk()); }

TEST(Lanes, each_lane_gives_its_own_in_order) {
  Lanes lanes(4);
  lanes.push(bulk("bulk-1"));
  lanes.push(fresh("fresh-1"));
  lanes.push(bulk("bulk-2"));
  lanes.push(fresh("fresh-2"));
  EXPECT_EQ(popped(lanes), "fresh-1");
  EXPECT_EQ(popped_bulk(lanes), "bulk-1");
  EXPECT_EQ(popped(lanes), "fresh-2");
  EXPECT_EQ(popped_bulk(lanes), "bulk-2");
}

TEST(Lanes, who_does_not_wait_may_push_into_a_full_lane) {
  Lanes lanes(1);
  EXPECT_TRUE(lanes.push(bulk("a")));
  EXPECT_TRUE(lanes.push(bulk("b")));
  EXPECT_EQ(popped_bulk(lanes), "a");
  EXPECT_EQ(popped_bulk(lanes), "b");
}

TEST(Lanes, a_full_bulk_lane_does_not_hold_up_the_fresh_one) {
  Lanes lanes(1);
  lanes.push(bulk("bulk"));
  EXPECT_TRUE(lanes.push_when_room(fresh("fresh")));
}

TEST(Lanes, a_wait_for_bulk_work_ends_with_the_time) {
  Lanes lanes(1);
  EXPECT_FALSE(lanes.pop_bulk_until(std::chrono::steady_clock::now()).has_value());
  EXPECT_FALSE(lanes.closed());
}

TEST(Lanes, bulk_work_that_is_there_is_given_also_when_the_time_is_over) {
  Lanes lanes(1);
  lanes.push(bulk("a"));
  EXPECT_EQ(shown(lanes.pop_bulk_until({})), "a");
}

TEST(Lanes, closing_drops_the_bulk_and_keeps_the_fresh) {
  Lanes lanes(4);
  lanes.push(bulk("bulk"));
  lanes.push(fresh("fresh"));
  lanes.close();
  EXPECT_EQ(popped(lanes), "fresh");
  EXPECT_EQ(popped(lanes), "(none)");
  EXPECT_EQ(popped_bulk(lanes), "(none)");
  EXPECT_TRUE(lanes.closed());
}

TEST(Lanes, closed_lanes_take_nothing_in) {
  Lanes lanes(4);
  lanes.close();
  EXPECT_FALSE(lanes.push(fresh("fresh")));
  EXPECT_FALSE(lanes.push(bulk("bulk")));
}

TEST(Lanes, who_waits_for_room_goes_on_when_there_is_some) {
  constexpr int kFiles = 1000;  // one of them at least has to wait
  Lanes lanes(1);
  auto pushed = std::async(std::launch::async, [&] {
    bool all = true;
    for (int i = 0; i < kFiles; ++i) all = lanes.push_when_room(bulk(std::to_string(i))) && all;
    return all;
  });
  for (int i = 0; i < kFiles; ++i) ASSERT_EQ(popped_bulk(lanes), std::to_string(i));
  EXPECT_TRUE(pushed.get());
}

TEST(Lanes, who_waits_for_room_is_woken_by_closing) {
  Lanes lanes(1);
  lanes.push(bulk("first"));
  auto pushed =
      std::async(std::launch::async, [&] { return lanes.push_when_room(bulk("second")); });
  lanes.close();
  EXPECT_FALSE(pushed.get());
}

TEST(Lanes, who_waits_for_work_is_woken_by_it) {
  Lanes lanes(1);
  auto next = std::async(std::launch::async, [&] { return popped(lanes); });
  lanes.push(fresh("a"));
  EXPECT_EQ(next.get(), "a");
}

TEST(Lanes, all_who_wait_for_work_are_woken_by_closing) {
  Lanes lanes(1);
  auto one = std::async(std::launch::async, [&] { return popped(lanes); });
  auto other = std::async(std::launch::async, [&] { return popped_bulk(lanes); });
  lanes.close();
  EXPECT_EQ(one.get(), "(none)");
  EXPECT_EQ(other.get(), "(none)");
}

}  // namespace
}  // namespace quire::ingest
