#include "daemon/ingest/work/read_order.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

TEST(ReadOrder, later_readings_have_larger_numbers) {
  ReadOrder order;
  const auto first = order.begin();
  EXPECT_GT(first, 0U);
  EXPECT_GT(order.begin(), first);
}

TEST(ReadOrder, the_oldest_that_runs_is_known_when_later_ones_have_ended) {
  ReadOrder order;
  const auto first = order.begin();
  const auto second = order.begin();
  order.end(second);
  EXPECT_EQ(order.oldest_running(), first);
}

TEST(ReadOrder, the_next_one_to_run_is_the_oldest_when_the_first_has_ended) {
  ReadOrder order;
  const auto first = order.begin();
  const auto second = order.begin();
  order.end(first);
  EXPECT_EQ(order.oldest_running(), second);
}

TEST(ReadOrder, when_none_runs_all_that_have_begun_have_smaller_numbers) {
  ReadOrder order;
  const auto only = order.begin();
  order.end(only);
  EXPECT_GT(order.oldest_running(), only);
  EXPECT_EQ(order.oldest_running(), order.begin());
}

}  // namespace
}  // namespace quire::ingest
