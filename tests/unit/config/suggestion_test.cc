#include "config/suggestion.h"

#include <gtest/gtest.h>

#include <vector>

namespace quire::config {
namespace {

const std::vector<std::string>& keys() {
  static const std::vector<std::string> names = {"settle_ms", "poll_interval_ms", "ignore"};
  return names;
}

TEST(Suggestion, a_slip_of_the_pen_finds_the_name_that_was_meant) {
  EXPECT_EQ(nearest_name("setle_ms", keys()), "settle_ms");
  EXPECT_EQ(nearest_name("ingore", keys()), "ignore") << "swapped letters";
  EXPECT_EQ(nearest_name("pol_intervall_ms", keys()), "poll_interval_ms");
}

TEST(Suggestion, a_word_that_is_like_none_finds_none) {
  EXPECT_EQ(nearest_name("colour", keys()), "");
  EXPECT_EQ(nearest_name("x", keys()), "");
}

TEST(Suggestion, names_all_that_there_are) {
  EXPECT_EQ(suggestion("setle_ms", keys()),
            "did you mean \"settle_ms\"? There are settle_ms, poll_interval_ms, ignore");
  EXPECT_EQ(suggestion("colour", keys()), "there are settle_ms, poll_interval_ms, ignore");
}

}  // namespace
}  // namespace quire::config
