#include "client/cli/output/quantities.h"

#include <gtest/gtest.h>

namespace quire::cli {
namespace {

TEST(Quantities, thousands_are_grouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(21'578), "21,578");
  EXPECT_EQ(grouped(1'000'000), "1,000,000");
}

TEST(Quantities, only_one_has_no_s) {
  EXPECT_EQ(counted(0, "file"), "0 files");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(2'000, "file"), "2,000 files");
}

TEST(Quantities, durations_are_milliseconds_or_seconds) {
  EXPECT_EQ(duration_of(12'340), "12.3 ms");
  EXPECT_EQ(duration_of(1'250'000), "1.25 s");
}

TEST(Quantities, spans_name_their_two_largest_units) {
  EXPECT_EQ(span_of(59), "59 s");
  EXPECT_EQ(span_of(61), "1 min");
  EXPECT_EQ(span_of(3 * 3600 + 5 * 60), "3 h 5 min");
  EXPECT_EQ(span_of(52 * 3600), "2 d 4 h");
}

TEST(Quantities, bytes_have_units_of_1024) {
  EXPECT_EQ(bytes_of(1023), "1023 B");
  EXPECT_EQ(bytes_of(64U << 20), "64.0 MiB");
  EXPECT_EQ(bytes_of(1536), "1.5 KiB");
}

}  // namespace
}  // namespace quire::cli
