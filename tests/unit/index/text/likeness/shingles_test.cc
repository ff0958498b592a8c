#include "index/text/likeness/shingles.h"

#include <gtest/gtest.h>

namespace quire::text {
namespace {

double common(std::string_view a, std::string_view b) {
  return containment(shingles_of(a), shingles_of(b));
}

TEST(Shingles, a_text_is_all_in_itself_whatever_its_punctuation) {
  EXPECT_EQ(common("The dockers walked out on Monday.", "the Dockers walked out, on monday"), 1.0);
}

TEST(Shingles, a_text_is_all_in_a_longer_one) {
  EXPECT_EQ(common("one two three four five", "zero one two three four five six seven"), 1.0);
}

TEST(Shingles, other_texts_have_little_in_common) {
  EXPECT_EQ(common("one two three four five six", "six five four three two one"), 0.0);
  EXPECT_GT(common("one two three four five six", "one two three four and so on"), 0.0);
  EXPECT_LT(common("one two three four five six", "one two three four and so on"), 0.5);
}

TEST(Shingles, short_texts_are_one_row) {
  EXPECT_EQ(common("one two", "one two"), 1.0);
  EXPECT_EQ(common("one two", "one three"), 0.0);
}

TEST(Shingles, nothing_is_in_nothing) {
  EXPECT_EQ(common("", "one two three four"), 0.0);
  EXPECT_EQ(common("...", "..."), 0.0);
}

}  // namespace
}  // namespace quire::text
