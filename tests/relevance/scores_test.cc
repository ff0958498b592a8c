#include "tests/relevance/scores.h"

#include <gtest/gtest.h>

#include <cmath>

namespace quire::relevance {
namespace {

using Judged = std::map<std::string, Judgements>;

TEST(Scores, all_that_is_relevant_at_the_top_is_perfect) {
  const Scores scores = score(Judged{{"q", {{"a", 2}, {"b", 1}}}}, {{"q", {"a", "b", "c"}}});
  EXPECT_DOUBLE_EQ(scores.map, 1);
  EXPECT_DOUBLE_EQ(scores.ndcg_10, 1);
  EXPECT_DOUBLE_EQ(scores.p_10, 0.2);
  EXPECT_DOUBLE_EQ(scores.recall_1000, 1);
}

TEST(Scores, average_precision_is_over_all_that_is_relevant) {
  const Scores scores =
      score(Judged{{"q", {{"a", 1}, {"b", 1}, {"missed", 1}}}}, {{"q", {"x", "a", "y", "b"}}});
  EXPECT_DOUBLE_EQ(scores.map, (1.0 / 2 + 2.0 / 4) / 3);
  EXPECT_DOUBLE_EQ(scores.recall_1000, 2.0 / 3);
}

TEST(Scores, gains_are_graded_and_discounted) {
  const Scores scores = score(Judged{{"q", {{"good", 3}, {"fair", 1}}}}, {{"q", {"fair", "good"}}});
  EXPECT_DOUBLE_EQ(scores.ndcg_10, (1 + 3 / std::log2(3)) / (3 + 1 / std::log2(3)));
}

TEST(Scores, a_query_that_finds_nothing_counts) {
  const Scores scores = score(Judged{{"q", {{"a", 1}}}, {"r", {{"b", 1}}}}, {{"q", {"a"}}});
  EXPECT_DOUBLE_EQ(scores.map, 0.5);
  EXPECT_EQ(scores.queries, 2U);
}

TEST(Scores, what_comes_after_the_thousandth_is_not_found) {
  std::vector<std::string> found(1000, "x");
  found.emplace_back("a");
  EXPECT_DOUBLE_EQ(score(Judged{{"q", {{"a", 1}}}}, {{"q", found}}).recall_1000, 0);
}

}  // namespace
}  // namespace quire::relevance
