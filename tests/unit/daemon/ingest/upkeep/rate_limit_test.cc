#include "daemon/ingest/upkeep/rate_limit.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(RateLimit, a_burst_of_half_a_second_is_permitted_and_no_more) {
  RateLimit limit(1000);
  EXPECT_FALSE(limit.ahead(0, milliseconds(0)));
  EXPECT_FALSE(limit.ahead(500, milliseconds(0)));
  EXPECT_TRUE(limit.ahead(501, milliseconds(0)));
}

TEST(RateLimit, what_is_too_much_is_waited_off) {
  RateLimit limit(1000);
  EXPECT_TRUE(limit.ahead(1500, milliseconds(0)));
  EXPECT_TRUE(limit.ahead(1500, milliseconds(999)));
  EXPECT_FALSE(limit.ahead(1500, milliseconds(1000)));
}

TEST(RateLimit, who_keeps_to_the_rate_is_never_ahead) {
  RateLimit limit(1000);
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(limit.ahead(100 * static_cast<std::uint64_t>(i), milliseconds(100 * i)));
  }
}

TEST(RateLimit, time_in_which_nothing_is_written_makes_no_larger_burst) {
  RateLimit limit(1000);
  EXPECT_FALSE(limit.ahead(0, hours(1)));
  EXPECT_TRUE(limit.ahead(501, hours(1)));
}

TEST(RateLimit, no_rate_is_no_limit) {
  RateLimit limit(0);
  EXPECT_FALSE(limit.ahead(std::uint64_t{1} << 40, milliseconds(1)));
}

}  // namespace
}  // namespace quire::ingest
