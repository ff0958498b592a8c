#include "index/base/utf8.h"

#include <gtest/gtest.h>

namespace quire {
namespace {

TEST(Utf8, decodes_every_length) {
  EXPECT_EQ(decode_utf8("a", 0).code_point, U'a');
  EXPECT_EQ(decode_utf8("\xC3\xA9", 0).code_point, U'\u00E9');
  EXPECT_EQ(decode_utf8("\xE2\x82\xAC", 0).length, 3);
  EXPECT_EQ(decode_utf8("\xF0\x9F\x93\xB0", 0).code_point, U'\U0001F4F0');
}

TEST(Utf8, finds_the_first_byte_that_is_not_utf8) {
  EXPECT_EQ(first_invalid_utf8("plain ascii, long enough for blocks"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("caf\xC3\xA9"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\xFF"), 2U);
  EXPECT_EQ(first_invalid_utf8("\xC0\x80"), 0U) << "overlong";
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U) << "surrogate";
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U) << "past U+10FFFF";
  EXPECT_EQ(first_invalid_utf8("abc\xE2\x82"), 3U) << "cut off";
}

TEST(Utf8, each_invalid_byte_becomes_a_replacement_character) {
  EXPECT_EQ(to_valid_utf8("a\xFF\xFE"
                          "b"),
            "a\xEF\xBF\xBD\xEF\xBF\xBD"
            "b");
}

TEST(Utf8, encoding_undoes_decoding) {
  std::string out;
  for (const char32_t c : {U'a', U'\u00E9', U'\u20AC', U'\U0001F4F0'}) append_utf8(out, c);
  EXPECT_EQ(out, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x93\xB0");
}

TEST(Utf8, offsets_count_code_points) {
  const std::string text = "\xC3\xA9t\xC3\xA9";
  EXPECT_EQ(count_code_points(text), 3U);
  EXPECT_EQ(byte_offset_of(text, 1), 2U);
  EXPECT_EQ(byte_offset_of(text, 3), text.size());
  EXPECT_EQ(byte_offset_of(text, 9), text.size());
}

TEST(FindControl, finds_each_wherever_it_stands) {
  for (std::size_t at = 0; at < 20; ++at) {
    for (const char control : {'\0', '\n', '\x1F', '\x7F'}) {
      std::string text(20, 'a');
      text[at] = control;
      EXPECT_EQ(find_control(text, 0), at);
      EXPECT_EQ(find_control(text, at), at);
      EXPECT_EQ(find_control(text, at + 1), text.size());
    }
  }
}

TEST(FindControl, takes_no_other_character_for_one) {
  std::string text = "\u00E9\u20AC\U0001F600 \x7E~ \u0100\u0080";
  for (char c = ' '; c < 0x7F; ++c) text.push_back(c);
  EXPECT_EQ(find_control(text, 0), text.size());
}

TEST(AsciiPrefix, ends_at_the_first_byte_beyond_ascii) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    text[at] = '\x80';
    EXPECT_EQ(ascii_prefix(text), at);
  }
  EXPECT_EQ(ascii_prefix("all of it is"), 12U);
}

}  // namespace
}  // namespace quire
