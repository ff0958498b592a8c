#include "client/cli/terminal/terminal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const Glyphs& line : wrap(glyphs_of(text, {}), width)) {
    lines.push_back(Style(false).painted(line));
  }
  return lines;
}

TEST(Harmless, escape_sequences_lose_their_escape) {
  EXPECT_EQ(harmless("a\x1b[31mb\x07"), "a\uFFFD[31mb\uFFFD");
  EXPECT_EQ(harmless("a\u009b31mb\x7f"), "a\uFFFD31mb\uFFFD") << "C1 and DEL";
}

TEST(Harmless, characters_that_reorder_text_are_replaced) {
  EXPECT_EQ(harmless("fdp.\u202Eexe"), "fdp.\uFFFDexe");
}

TEST(Harmless, white_space_becomes_spaces) { EXPECT_EQ(harmless("a\tb\nc\r\u2028d"), "a b c  d"); }

TEST(Harmless, bytes_that_are_not_utf8_are_replaced_one_by_one) {
  EXPECT_EQ(harmless("a\xFF\xFE"), "a\uFFFD\uFFFD");
}

TEST(Harmless, other_text_stays) {
  EXPECT_EQ(harmless("Zo\u00EB \U0001F4F0"), "Zo\u00EB \U0001F4F0");
}

TEST(Glyphs, marks_count_code_points) {
  const Glyphs glyphs = glyphs_of("\u00E9ab", {{1, 1}});
  EXPECT_THAT(glyphs, ElementsAre(Glyph{U'\u00E9', false}, Glyph{U'a', true}, Glyph{U'b', false}));
}

TEST(Glyphs, marks_past_the_end_are_cut) {
  EXPECT_THAT(glyphs_of("ab", {{1, 100}, {7, 1}, {UINT64_MAX, UINT64_MAX}}),
              ElementsAre(Glyph{U'a', false}, Glyph{U'b', true}));
}

TEST(Wrap, breaks_at_spaces) {
  EXPECT_THAT(wrapped("the quick brown fox", 10), ElementsAre("the quick", "brown fox"));
}

TEST(Wrap, a_word_that_just_fits_stays) {
  EXPECT_THAT(wrapped("abcde fghij", 5), ElementsAre("abcde", "fghij"));
}

TEST(Wrap, a_word_that_is_too_long_is_cut) {
  EXPECT_THAT(wrapped("abcdefgh ij", 3), ElementsAre("abc", "def", "gh", "ij"));
}

TEST(Wrap, without_a_width_nothing_is_broken) {
  EXPECT_THAT(wrapped(" the quick brown fox ", 0), ElementsAre("the quick brown fox"));
}

TEST(Wrap, wide_characters_take_two_columns_and_may_end_a_line) {
  EXPECT_THAT(wrapped("\u5F57\u661F\u306F\u660E", 5), ElementsAre("\u5F57\u661F", "\u306F\u660E"));
  EXPECT_THAT(wrapped("comet \u5F57\u661F\u306F", 10), ElementsAre("comet \u5F57\u661F", "\u306F"));
  EXPECT_THAT(wrapped("\U0001F4F0\U0001F4F0", 3), ElementsAre("\U0001F4F0", "\U0001F4F0"));
}

TEST(Wrap, what_closes_is_not_the_first_of_a_line_nor_the_last_what_opens) {
  EXPECT_THAT(wrapped("\u5F57\u661F\u3002\u660E", 4),
              ElementsAre("\u5F57", "\u661F\u3002", "\u660E"));
  EXPECT_THAT(wrapped("\u5F57\uFF08\u661F\uFF09", 4),
              ElementsAre("\u5F57", "\uFF08\u661F", "\uFF09"))
      << "only where it is too long a line is cut anywhere";
}

TEST(Wrap, combining_marks_take_no_column_and_stay_with_their_letter) {
  EXPECT_THAT(wrapped("e\u0301e\u0301 a", 2), ElementsAre("e\u0301e\u0301", "a"));
  EXPECT_THAT(wrapped("e\u0301e\u0301e\u0301", 1), ElementsAre("e\u0301", "e\u0301", "e\u0301"));
  EXPECT_THAT(wrapped("\u5F57\u0301\u661F", 1), ElementsAre("\u5F57\u0301", "\u661F"));
}

TEST(Wrap, lines_of_a_text_stay_apart_and_short_ones_as_they_are) {
  const auto lines_of = [](std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (const Glyphs& line : wrap_lines(glyphs_of(text, {}, LineEnds::kKeep), width)) {
      lines.push_back(Style(false).painted(line));
    }
    return lines;
  };
  EXPECT_THAT(lines_of("  one\n\ntwo words more\n", 9),
              ElementsAre("  one", "", "two words", "more"));
  EXPECT_THAT(lines_of("two words more", 0), ElementsAre("two words more"));
  EXPECT_THAT(lines_of("", 9), IsEmpty());
}

TEST(Preview, has_the_columns_that_fzf_says) {
  EXPECT_EQ(preview_width({{{"FZF_PREVIEW_COLUMNS", "61"}}, "/", 0}), 61U);
  EXPECT_EQ(preview_width({{{"FZF_PREVIEW_COLUMNS", "wide"}}, "/", 0}), 0U);
  EXPECT_EQ(preview_width({}), 0U);
}

TEST(Columns, are_those_of_the_terminal) {
  const auto columns = [](std::string_view text) { return columns_of(glyphs_of(text, {})); };
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("\u5F57\uFF21\uAC00\U0001F600"), 8U) << "ideograph, fullwidth, Hangul, emoji";
  EXPECT_EQ(columns("e\u0301\u20DD\u200D\uFE0F"), 1U) << "accent, circle, joiner, selector";
  EXPECT_EQ(columns("\u1100\u1161\u11A8"), 2U) << "a Hangul syllable in its parts";
  EXPECT_EQ(columns("so\u00ADft \u2013"), 7U) << "soft hyphen and dash";
}

TEST(Wrap, nothing_is_no_line) { EXPECT_THAT(wrapped("  ", 10), IsEmpty()); }

TEST(Style, marked_glyphs_stand_out) {
  const Glyphs glyphs = glyphs_of("abc", {{1, 1}});
  EXPECT_EQ(Style(true).painted(glyphs), "a\x1b[1;31mb\x1b[0mc");
  EXPECT_EQ(Style(true).painted(glyphs, true), "\x1b[1ma\x1b[1;31mb\x1b[0m\x1b[1mc\x1b[0m");
}

TEST(Style, without_colour_there_are_no_escape_sequences) {
  const Style plain(false);
  EXPECT_EQ(plain.painted(glyphs_of("abc", {{1, 1}}), true), "abc");
  EXPECT_EQ(plain.bold("a") + plain.dim("b") + plain.warning("c"), "abc");
}

TEST(Colour, is_for_terminals_only) {
  EXPECT_TRUE(wants_colour(ColourChoice::kAuto, true, {}));
  EXPECT_FALSE(wants_colour(ColourChoice::kAuto, false, {}));
}

TEST(Colour, no_color_and_dumb_terminals_are_honoured) {
  EXPECT_FALSE(wants_colour(ColourChoice::kAuto, true, {{{"NO_COLOR", "1"}}, "/", 0}));
  EXPECT_TRUE(wants_colour(ColourChoice::kAuto, true, {{{"NO_COLOR", ""}}, "/", 0}));
  EXPECT_FALSE(wants_colour(ColourChoice::kAuto, true, {{{"TERM", "dumb"}}, "/", 0}));
}

TEST(Colour, the_users_choice_stands_above_the_rest) {
  EXPECT_TRUE(wants_colour(ColourChoice::kAlways, false, {{{"NO_COLOR", "1"}}, "/", 0}));
  EXPECT_FALSE(wants_colour(ColourChoice::kNever, true, {}));
}

TEST(Links, name_the_host_and_cannot_be_broken_out_of) {
  const Style style(true, true, "desk");
  EXPECT_EQ(style.linked("file:///in/a.txt", "a"),
            "\x1b]8;;file://desk/in/a.txt\x1b\\a\x1b]8;;\x1b\\");
  EXPECT_EQ(style.linked("file:///in/\x1b.txt", "a").find("\x1b.txt"), std::string::npos);
  EXPECT_EQ(style.linked("https://example.org", "a"), "a");
  EXPECT_EQ(Style(true).linked("file:///in/a.txt", "a"), "a");
}

TEST(Links, are_where_colours_are_unless_the_user_says_otherwise) {
  const config::Environment xterm{{{"TERM", "xterm"}}, "/", 0};
  const config::Environment console{{{"TERM", "linux"}}, "/", 0};
  EXPECT_TRUE(wants_links(ColourChoice::kAuto, true, xterm));
  EXPECT_FALSE(wants_links(ColourChoice::kAuto, false, xterm));
  EXPECT_FALSE(wants_links(ColourChoice::kAuto, true, console));
  EXPECT_TRUE(wants_links(ColourChoice::kAlways, false, console));
  EXPECT_FALSE(wants_links(ColourChoice::kNever, true, xterm));
}

}  // namespace
}  // namespace quire::cli
