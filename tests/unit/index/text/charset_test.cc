#include "index/text/charset.h"

#include <gtest/gtest.h>

#include "index/base/format.h"

namespace quire::text {
namespace {

using namespace std::string_view_literals;

// "CHARSET: text", or the error.
std::string decoded(std::string_view bytes) {
  const auto result = decode(bytes);
  if (!result.ok()) return format("{}: {}", name_of(result.error().code), result.error().message);
  return result->charset + ": " + result->text;
}

TEST(Decode, valid_utf8_stays) {
  EXPECT_EQ(decoded("plain"), "UTF-8: plain");
  EXPECT_EQ(decoded("café 中"), "UTF-8: café 中");
  EXPECT_EQ(decoded(""), "UTF-8: ");
}

TEST(Decode, byte_order_marks_decide_and_go) {
  EXPECT_EQ(decoded("\xEF\xBB\xBF"
                    "caf\xC3\xA9"),
            "UTF-8: café");
  EXPECT_EQ(decoded("\xFF\xFE"
                    "c\0\xE9\0\x2D\x4E"sv),
            "UTF-16LE: cé中");
  EXPECT_EQ(decoded("\xFE\xFF"
                    "\0c\0\xE9\x4E\x2D"sv),
            "UTF-16BE: cé中");
  EXPECT_EQ(decoded("\xFF\xFE\0\0"
                    "c\0\0\0"sv),
            "UTF-32LE: c");
  EXPECT_EQ(decoded("\0\0\xFE\xFF"
                    "\0\0\0c"sv),
            "UTF-32BE: c");
}

TEST(Decode, utf16_that_ends_in_the_middle_is_still_text) {
  EXPECT_EQ(decoded("\xFF\xFE"
                    "a\0b"sv),
            "UTF-16LE: a\uFFFD");
}

TEST(Decode, curly_quotes_of_windows_1252_survive) {
  EXPECT_EQ(decoded("\x93We won\x92t go back,\x94 she said on Monday \x97 not now\x85"),
            "windows-1252: “We won’t go back,” she said on Monday — not now…");
}

TEST(Decode, one_accent_in_a_short_text_is_western) {
  EXPECT_EQ(decoded("caf\xE9"), "windows-1252: café");
}

TEST(Decode, the_first_accent_may_come_late) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "The police said so on Monday. ";
  const auto result = decode(text + "It\x92s over.");
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->charset, "windows-1252");
  EXPECT_TRUE(result->text.ends_with("It’s over."));
}

TEST(Decode, utf8_with_a_broken_end_is_still_utf8) {
  EXPECT_EQ(decoded("Полиция сообщила\xD0"), "UTF-8: Полиция сообщила\uFFFD");
}

struct Case {
  const char* name;
  const char* charset;
  const char* bytes;
  const char* text;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.charset; }

class DetectedCharset : public testing::TestWithParam<Case> {};

TEST_P(DetectedCharset, is_recognised_and_converted) {
  EXPECT_EQ(decoded(GetParam().bytes), std::string(GetParam().charset) + ": " + GetParam().text);
}

constexpr Case kCharsets[] = {
    {"latin_1", "ISO-8859-1",
     "Die Regierung will die Steuer f\xFCr B\xFC\x63her senken, sagte ein Sprecher in K\xF6ln.",
     "Die Regierung will die Steuer für Bücher senken, sagte ein Sprecher in Köln."},
    {"latin_2", "ISO-8859-2",
     "Policja poinformowa\xB3\x61 w poniedzia\xB3\x65k, \xBF\x65 dw\xF3\x63h podejrzanych "
     "zosta\xB3o zatrzymanych na granicy po d\xB3ugim po\xB6\x63igu. \xAF\xF3\xB3w \xBCle \xB6pi.",
     "Policja poinformowała w poniedziałek, że dwóch podejrzanych zostało zatrzymanych na granicy "
     "po długim pościgu. Żółw źle śpi."},
    {"windows_1251", "windows-1251",
     "\xCF\xEE\xEB\xE8\xF6\xE8\xFF \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE0 \xE2 "
     "\xEF\xEE\xED\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, \xF7\xF2\xEE \xE4\xE2\xEE\xE5 "
     "\xE7\xE0\xE4\xE5\xF0\xE6\xE0\xED\xFB \xED\xE0 \xE3\xF0\xE0\xED\xE8\xF6\xE5.",
     "Полиция сообщила в понедельник, что двое задержаны на границе."},
    {"koi8_r", "KOI8-R",
     "\xF0\xCF\xCC\xC9\xC3\xC9\xD1 \xD3\xCF\xCF\xC2\xDD\xC9\xCC\xC1 \xD7 "
     "\xD0\xCF\xCE\xC5\xC4\xC5\xCC\xD8\xCE\xC9\xCB, \xDE\xD4\xCF \xC4\xD7\xCF\xC5 "
     "\xDA\xC1\xC4\xC5\xD2\xD6\xC1\xCE\xD9 \xCE\xC1 \xC7\xD2\xC1\xCE\xC9\xC3\xC5.",
     "Полиция сообщила в понедельник, что двое задержаны на границе."},
    {"shift_jis", "Shift_JIS",
     "\x8Cx\x8E@"
     "\x82\xCD\x8C\x8E\x97j\x93\xFA\x81\x41\x8D\x91\x8B\xAB\x82\xC5\x93\xF1\x90l\x82\xCC\x97\x65"
     "\x8B^"
     "\x8E\xD2\x82\xF0\x91\xDF\x95\xDF\x82\xB5\x82\xBD\x82\xC6\x94\xAD\x95\x5C\x82\xB5\x82\xBD\x81"
     "\x42",
     "警察は月曜日、国境で二人の容疑者を逮捕したと発表した。"},
    {"euc_jp", "EUC-JP",
     "\xB7\xD9\xBB\xA1\xA4\xCF\xB7\xEE\xCD\xCB\xC6\xFC\xA1\xA2\xB9\xF1\xB6\xAD\xA4\xC7\xC6\xF3\xBF"
     "\xCD\xA4\xCE\xCD\xC6\xB5\xBF\xBC\xD4\xA4\xF2\xC2\xE1\xCA\xE1\xA4\xB7\xA4\xBF\xA4\xC8\xC8\xAF"
     "\xC9\xBD\xA4\xB7\xA4\xBF\xA1\xA3",
     "警察は月曜日、国境で二人の容疑者を逮捕したと発表した。"},
    {"iso_2022_jp", "ISO-2022-JP",
     "\x1B$B7Y;!$O7nMKF|!\x22\x39q6-$GFs?M$NMF5?<T$rBaJa$7$?$HH/I=$7$?!#\x1B(B",
     "警察は月曜日、国境で二人の容疑者を逮捕したと発表した。"},
    {"gb18030", "GB18030",
     "\xBE\xAF\xB7\xBD\xD0\xC7\xC6\xDA\xD2\xBB\xB1\xED\xCA\xBE\xA3\xAC\xC1\xBD\xC3\xFB\xCF\xD3\xD2"
     "\xC9\xC8\xCB\xD4\xDA\xB1\xDF\xBE\xB3\xB1\xBB\xB2\xB6\xA1\xA3",
     "警方星期一表示，两名嫌疑人在边境被捕。"},
    {"euc_kr", "EUC-KR",
     "\xB0\xE6\xC2\xFB\xC0\xBA \xBF\xF9\xBF\xE4\xC0\xCF \xB1\xB9\xB0\xE6\xBF\xA1\xBC\xAD "
     "\xBF\xEB\xC0\xC7\xC0\xDA \xB5\xCE \xB8\xED\xC0\xBB \xC3\xBC\xC6\xF7\xC7\xDF\xB4\xD9\xB0\xED "
     "\xB9\xE0\xC7\xFB\xB4\xD9.",
     "경찰은 월요일 국경에서 용의자 두 명을 체포했다고 밝혔다."},
};
INSTANTIATE_TEST_SUITE_P(All, DetectedCharset, testing::ValuesIn(kCharsets),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Decode, a_nul_byte_means_binary) {
  EXPECT_EQ(decoded("text\0more"sv),
            "unsupported: binary data, not text: control character 0x00 at byte 4");
}

TEST(Decode, more_than_one_control_character_in_a_hundred_means_binary) {
  const std::string fifty(50, 'x');
  EXPECT_EQ(decoded(fifty + "\x01" + fifty), "UTF-8: " + fifty + "\x01" + fifty);
  EXPECT_EQ(decoded(fifty + "\x01" + fifty.substr(2)),
            "unsupported: binary data, not text: control character 0x01 at byte 50");
}

TEST(Decode, ordinary_controls_do_not_count) {
  EXPECT_EQ(decoded("\t\n\f\r\x1B"), "UTF-8: \t\n\f\r\x1B");
}

TEST(Decode, marked_utf16_of_binary_data_is_refused_too) {
  EXPECT_EQ(decoded("\xFF\xFE\1\0\2\0"sv),
            "unsupported: binary data, not text: control character 0x01 at byte 0");
}

std::string declared(std::string_view bytes, std::string_view charset) {
  const auto result = decode(bytes, charset);
  if (!result.ok()) return format("{}: {}", name_of(result.error().code), result.error().message);
  return result->charset + ": " + result->text;
}

TEST(DecodeDeclared, the_declared_charset_wins_over_statistics) {
  EXPECT_EQ(declared("\xEF\xCB", "KOI8-R"), "koi8-r: Ок");
  EXPECT_EQ(declared("\x8A\xBF\x8E\x9A", "Shift_JIS"), "windows-31j: 漢字");
  EXPECT_EQ(declared("\x93x\x94", "iso-8859-1"), "windows-1252: “x”");
  EXPECT_EQ(declared("\x1B$BF|K\\\x1B(B", "ISO-2022-JP"), "iso-2022-jp: 日本");
}

TEST(DecodeDeclared, valid_utf8_wins_over_a_declared_charset_of_one_byte) {
  EXPECT_EQ(declared("caf\xC3\xA9", "iso-8859-1"), "UTF-8: café");
}

TEST(DecodeDeclared, in_short_texts_a_charset_of_several_bytes_wins_over_utf8) {
  EXPECT_EQ(declared("\xC4\xA3\xC4\xA3", "gb2312"), "GB18030: 模模");
}

TEST(DecodeDeclared, longer_texts_that_are_valid_utf8_are_utf8) {
  EXPECT_EQ(declared("中文网页常常声明错误", "gb2312"), "UTF-8: 中文网页常常声明错误");
}

TEST(DecodeDeclared, what_the_bytes_do_not_allow_is_passed_over) {
  EXPECT_EQ(declared("caf\xE9", "UTF-8"), "windows-1252: café");
  EXPECT_EQ(declared("caf\xC3\xA9", "utf-16"), "UTF-8: café");
  EXPECT_EQ(declared("caf\xC3\xA9", "no-such-charset"), "UTF-8: café");
  EXPECT_EQ(declared("caf\xC3\xA9", "ibm037"), "UTF-8: café");
}

TEST(DecodeDeclared, utf16_needs_no_mark_then) {
  EXPECT_EQ(declared("c\0a\0f\0\xE9\0"sv, "utf-16"), "UTF-16LE: café");
  EXPECT_EQ(declared("\0c\0a\0f\0\xE9"sv, "UTF-16"), "UTF-16BE: café");
}

TEST(Decode, text_that_was_encoded_twice_is_mended_and_says_so) {
  const auto result = decode("Le cafÃ© de la place: â€œferméâ€\u009D");
  ASSERT_TRUE(result.ok());
  EXPECT_FALSE(result->mended);
  const auto twice = decode("Le cafÃ© de la place: â€œfermÃ©â€\u009D");
  ASSERT_TRUE(twice.ok());
  EXPECT_EQ(twice->text, "Le café de la place: “fermé”");
  EXPECT_TRUE(twice->mended);
}

}  // namespace
}  // namespace quire::text
