#include "index/text/words/sentence_breaker.h"

#include <gtest/gtest.h>

#include "tests/unit/index/text/token_list.h"

namespace quire::text {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* sentences;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class Sentences : public testing::TestWithParam<Case> {};

TEST_P(Sentences, begin_and_end_where_a_reader_sees_it) {
  EXPECT_EQ(sentences_of(GetParam().text), GetParam().sentences);
}

constexpr Case kSentences[] = {
    {"point", "He left. She stayed.", "he left / she stayed"},
    {"exclamation_and_question_mark", "Stop! Why? Because.", "stop / why / because"},
    {"ellipsis", "He paused… Then he left... Then she did.",
     "he paused / then he left / then she did"},
    {"closing_quote", "“We won.” He left. (Really.) Yes", "we won / he left / really / yes"},
    {"opening_quote", "He left. \"we won\"", "he left / we won"},
    {"opening_bracket", "He left. (we won)", "he left / we won"},
    {"digit", "It fell. 30 died.", "it fell / 30 died"},
    {"no_space", "He left.She stayed", "he left she stayed"},
    {"lower_case_next", "approx.. the sum. and more", "approx the sum and more"},
    {"quote_within_a_sentence", "“Stop!” he said.", "stop he said"},
    {"title", "Mr. Smith met Prof. Jones and Gov. Brown.", "mr smith met prof jones and gov brown"},
    {"company", "Standard Oil Co. Inc. Ltd. Corp. Cleveland",
     "standard oil co inc ltd corp cleveland"},
    {"month", "On Feb. 26 and Dec. 4", "on feb 26 and dec 4"},
    {"number_sign", "No. 5 is alive", "no 5 is alive"},
    {"initial", "J. Smith and Harry S. Truman", "j smith and harry s truman"},
    {"acronym", "the U.S. Senate at 5 p.m. Monday", "the us senate at 5 pm monday"},
    {"degree", "Anna Berg, Ph.D. Stanford", "anna berg ph d stanford"},
    {"ordinal", "am 3. Oktober 1990. Dann", "am 3 oktober 1990 / dann"},
    {"fraction", "It rose 3.5. Then it fell.", "it rose 3.5 / then it fell"},
    {"exclaimed_abbreviation", "In Feb! Then", "in feb / then"},
    {"chinese", "他来了。她走了！真的？是", "他 来 了 / 她 走了 / 真的 / 是"},
    {"hindi", "वह आया। वह गया।", "वह आया / वह गया"},
    {"arabic", "جاء محمد. ذهب علي", "جاء محمد / ذهب علي"},
    {"russian", "Он ушёл. Она осталась. и всё", "он ушел / она осталась и все"},
    {"russian_initials", "А. С. Пушкин", "а с пушкин"},
};
INSTANTIATE_TEST_SUITE_P(All, Sentences, testing::ValuesIn(kSentences),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Paragraphs, a_blank_line_ends_one_even_after_a_headline) {
  EXPECT_EQ(sentences_of("BAHIA COCOA REVIEW\n\nSALVADOR, Feb 26 -\n  \nShowers"),
            "bahia cocoa review // salvador feb 26 // showers");
}

TEST(Paragraphs, a_single_newline_does_not) {
  EXPECT_EQ(sentences_of("Showers in\nthe zone\r\nof cocoa"), "showers in the zone of cocoa");
}

TEST(Paragraphs, blank_lines_of_carriage_returns_count) {
  EXPECT_EQ(sentences_of("one\r\n\r\ntwo"), "one // two");
}

TEST(Paragraphs, an_indented_line_begins_one_after_a_line_that_is_not) {
  EXPECT_EQ(sentences_of("the review.\n    The dry period means\nlate.\n    Arrivals were"),
            "the review // the dry period means late // arrivals were");
  EXPECT_EQ(sentences_of("one\n\ttwo"), "one // two");
  EXPECT_EQ(sentences_of("一\n\u3000二"), "一 // 二");
}

TEST(Paragraphs, one_space_is_no_indentation) {
  EXPECT_EQ(sentences_of("said it.\n Reuter"), "said it / reuter");
}

TEST(Paragraphs, a_text_that_is_indented_throughout_is_one) {
  EXPECT_EQ(sentences_of("    one\n    two\n    three"), "one two three");
}

TEST(Paragraphs, a_word_broken_over_lines_does_not_hide_the_next_indentation) {
  EXPECT_EQ(sentences_of("    The govern-\nment fell.\n    Then it rose"),
            "the govern ment fell // then it rose");
}

TEST(Paragraphs, the_paragraph_separator_ends_one) {
  EXPECT_EQ(sentences_of("one\u2029two"), "one // two");
  EXPECT_EQ(sentences_of("one\u2028two"), "one two");
}

TEST(Paragraphs, a_new_one_is_a_new_sentence) {
  const auto tokens = tokens_of("one two\n\nthree. Four");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[1].token.sentence, 0U);
  EXPECT_EQ(tokens[2].token.sentence, 1U);
  EXPECT_EQ(tokens[2].token.paragraph, 1U);
  EXPECT_EQ(tokens[3].token.sentence, 2U);
  EXPECT_EQ(tokens[3].token.paragraph, 1U);
}

}  // namespace
}  // namespace quire::text
