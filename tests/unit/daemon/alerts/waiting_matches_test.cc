#include "daemon/alerts/waiting_matches.h"

#include <gtest/gtest.h>

namespace quire::alerts {
namespace {

using Matches = std::vector<WaitingMatch>;

Matches of(std::span<const WaitingMatch> span) { return {span.begin(), span.end()}; }

TEST(WaitingMatches, are_in_the_order_of_publishing_so_that_those_of_an_article_stand_together) {
  WaitingMatches waiting;
  waiting.add({{5, 1}, {7, 1}, {5, 2}});
  waiting.add({{6, 2}, {5, 3}});
  EXPECT_EQ(of(waiting.first(10)), (Matches{{5, 1}, {5, 2}, {5, 3}, {6, 2}, {7, 1}}));
  EXPECT_EQ(of(waiting.first(2)), (Matches{{5, 1}, {5, 2}}));
}

TEST(WaitingMatches, what_is_dropped_does_not_come_again) {
  WaitingMatches waiting;
  waiting.add({{5, 1}, {6, 1}, {7, 1}});
  waiting.drop_first(2);
  EXPECT_EQ(waiting.size(), 1U);
  EXPECT_EQ(of(waiting.first(10)), (Matches{{7, 1}}));
  waiting.add({{8, 1}});
  EXPECT_EQ(of(waiting.first(10)), (Matches{{7, 1}, {8, 1}}));
  waiting.drop_first(9);
  EXPECT_TRUE(waiting.empty());
}

TEST(WaitingMatches, what_comes_back_stands_before_what_came_later) {
  WaitingMatches waiting;
  waiting.add({{5, 1}, {6, 1}});
  waiting.drop_first(1);
  waiting.add({{9, 1}});
  waiting.add({{5, 1}});
  EXPECT_EQ(of(waiting.first(10)), (Matches{{5, 1}, {6, 1}, {9, 1}}));
}

}  // namespace
}  // namespace quire::alerts
