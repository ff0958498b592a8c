#include "index/glass/byte_coding.h"

#include <gtest/gtest.h>

namespace quire::glass {
namespace {

constexpr std::uint32_t kNumbers[] = {0,          1,          127,        128,        300,
                                      0x3FFF,     0x4000,     0x7FFF,     0x8000,     0x1FFFFF,
                                      0x200000,   0x3FFFFF,   0x400000,   0xFFFFFF,   0xFFFFFFF,
                                      0x1FFFFFFF, 0x20000000, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF};

std::string sortable(std::uint32_t value) {
  std::string out;
  append_sortable(out, value);
  return out;
}

TEST(ByteCoding, varints_come_back) {
  for (const std::uint32_t number : kNumbers) {
    std::string bytes;
    append_varint(bytes, number);
    std::uint32_t read = 0;
    EXPECT_EQ(get_varint(bytes.data(), read), bytes.data() + bytes.size());
    EXPECT_EQ(read, number);
  }
}

TEST(ByteCoding, a_varint_has_its_low_bits_first) {
  std::string bytes;
  append_varint(bytes, 300);
  EXPECT_EQ(bytes, "\xAC\x02");
}

TEST(ByteCoding, sortable_numbers_sort_as_bytes) {
  std::string before;
  for (const std::uint32_t number : kNumbers) {
    const std::string bytes = sortable(number);
    if (number > 0) {
      EXPECT_LT(before, bytes) << number;
    }
    EXPECT_NE(bytes[0], '\xFF');
    before = bytes;
  }
}

TEST(ByteCoding, sortable_numbers_are_as_short_as_can_be) {
  EXPECT_EQ(sortable(0), std::string("\0\0", 2));
  EXPECT_EQ(sortable(0x7FFF), "\x7F\xFF");
  EXPECT_EQ(sortable(0x8000), std::string("\x80\x80\x00", 3));
  EXPECT_EQ(sortable(0x3FFFFF), "\xBF\xFF\xFF");
  EXPECT_EQ(sortable(0x400000).size(), 4U);
  EXPECT_EQ(sortable(0xFFFFFFFF), "\xE0\xFF\xFF\xFF\xFF");
}

TEST(ByteCoding, numbers_of_unknown_origin_come_back_or_are_refused) {
  for (const std::uint32_t number : kNumbers) {
    std::string bytes;
    append_varint(bytes, number);
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
      const char* in = bytes.data();
      std::uint32_t read = 0;
      EXPECT_EQ(next_varint(in, bytes.data() + size, read), size == bytes.size());
      if (size < bytes.size()) continue;
      EXPECT_EQ(in, bytes.data() + size);
      EXPECT_EQ(read, number);
    }
    std::uint32_t read = 0;
    EXPECT_TRUE(get_sortable(sortable(number), read));
    EXPECT_EQ(read, number);
    EXPECT_FALSE(get_sortable(sortable(number) + 'x', read));
    EXPECT_FALSE(get_sortable(sortable(number).substr(1), read) && sortable(number).size() == 2);
  }
  std::uint32_t read = 0;
  for (const std::string_view bytes : {"\x80\x80\x80\x80\x10", "\xFF\xFF\xFF\xFF\xFF\x01"}) {
    const char* in = bytes.data();
    EXPECT_FALSE(next_varint(in, bytes.data() + bytes.size(), read)) << "more than 32 bits";
  }
}

TEST(ByteCoding, numbers_of_any_size_are_skipped) {
  std::string bytes;
  append_varint(bytes, 0xFFFFFFFFFFFFFFFF);
  append_varint(bytes, 5);
  const char* in = bytes.data();
  EXPECT_TRUE(skip_varint(in, bytes.data() + bytes.size()));
  EXPECT_EQ(in, bytes.data() + 10);
  in = bytes.data();
  EXPECT_FALSE(skip_varint(in, bytes.data() + 9));
}

TEST(ByteCoding, zero_bytes_are_escaped) {
  std::string out;
  append_escaped(out, std::string_view("a\0\0b", 4));
  EXPECT_EQ(out, std::string("a\0\xFF\0\xFF"
                             "b",
                             6));
}

TEST(ByteBuffer, keeps_what_was_appended_while_it_grows) {
  ByteBuffer buffer;
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    const std::string piece(static_cast<std::size_t>(i % 50), static_cast<char>('a' + i % 26));
    buffer.append(piece);
    expected += piece;
  }
  EXPECT_EQ(buffer.view(), expected);
  buffer.clear();
  EXPECT_EQ(buffer.size(), 0U);
}

}  // namespace
}  // namespace quire::glass
