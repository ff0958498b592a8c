#include "index/story/rows.h"

#include <gtest/gtest.h>

namespace quire::story {
namespace {

RowMaker rows_from(std::uint64_t first, std::uint64_t count) {
  RowMaker rows;
  for (std::uint64_t i = 0; i < count; ++i) rows.add(first + i);
  return rows;
}

TEST(Rows, there_is_one_for_each_three_words_that_stand_together) {
  EXPECT_EQ(rows_from(1, 2).rows().size(), 0U);
  EXPECT_EQ(rows_from(1, 10).rows().size(), 8U);
}

TEST(Rows, the_same_words_in_another_order_are_another_text) {
  RowMaker one;
  RowMaker other;
  for (const std::uint64_t word : {1U, 2U, 3U}) one.add(word);
  for (const std::uint64_t word : {3U, 2U, 1U}) other.add(word);
  EXPECT_NE(one.text(), other.text());
  EXPECT_NE(one.rows(), other.rows());
}

TEST(Sample, of_a_long_text_is_small_and_of_a_short_one_all_of_it) {
  EXPECT_EQ(sample_of(rows_from(1, 20).rows()).rows.size(), 18U);
  const Sample sample = sample_of(rows_from(1, 10'000).rows());
  EXPECT_LE(sample.rows.size(), Sample::kMost);
  EXPECT_GE(sample.rows.size(), Sample::kMost / 4);
}

TEST(Sample, of_a_part_of_a_text_is_in_that_of_the_whole) {
  const Sample whole = sample_of(rows_from(1, 1000).rows());
  const Sample half = sample_of(rows_from(1, 500).rows());
  const Shared shared = shared_rows(whole, half);
  EXPECT_GT(shared.of, 0U);
  EXPECT_EQ(shared.rows, shared.of);
}

TEST(Sample, of_another_text_shares_nothing) {
  EXPECT_EQ(
      shared_rows(sample_of(rows_from(1, 500).rows()), sample_of(rows_from(10'000, 500).rows()))
          .rows,
      0U);
}

}  // namespace
}  // namespace quire::story
