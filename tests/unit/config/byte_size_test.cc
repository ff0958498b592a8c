#include "config/byte_size.h"

#include <gtest/gtest.h>

namespace quire::config {
namespace {

TEST(ByteSize, a_number_alone_is_bytes) { EXPECT_EQ(parse_byte_size("4096"), 4096U); }

TEST(ByteSize, units_are_powers_of_1024_in_any_case) {
  EXPECT_EQ(parse_byte_size("7 B"), 7U);
  EXPECT_EQ(parse_byte_size("2KiB"), 2048U);
  EXPECT_EQ(parse_byte_size("64 mib"), 64U << 20);
  EXPECT_EQ(parse_byte_size("3 GiB"), 3ULL << 30);
}

TEST(ByteSize, what_is_no_size_is_refused) {
  for (const char* text : {"", "MiB", "-1", "1.5 MiB", "64 MB", "64 MiB each", " 1"}) {
    EXPECT_EQ(parse_byte_size(text), std::nullopt) << text;
  }
}

TEST(ByteSize, a_size_that_does_not_fit_is_refused) {
  EXPECT_EQ(parse_byte_size("17179869184 GiB"), std::nullopt);
  EXPECT_EQ(parse_byte_size("99999999999999999999"), std::nullopt);
}

TEST(ByteSize, is_written_in_the_largest_whole_unit) {
  EXPECT_EQ(format_byte_size(64U << 20), "64 MiB");
  EXPECT_EQ(format_byte_size(1536), "1536 B");
  EXPECT_EQ(format_byte_size(0), "0 B");
}

}  // namespace
}  // namespace quire::config
