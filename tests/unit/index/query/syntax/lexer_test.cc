#include "index/query/syntax/lexer.h"

#include <gtest/gtest.h>

#include "index/base/format.h"

namespace quire::query {
namespace {

// describe() on one line: "0 Plus | 1 Word border | 7 End".
std::string lexemes_of(std::string_view query) {
  const auto lexemes = lex(query);
  if (!lexemes) return "!" + lexemes.error().message;
  std::string line;
  for (const char c : describe(*lexemes)) {
    if (c == '\n') {
      line += " |";
    } else if (c != ' ' || (!line.empty() && line.back() != ' ')) {
      line += c;
    }
    if (c == '\n') line += ' ';
  }
  line.resize(line.size() - std::string_view(" | ").size());
  return line;
}

struct Case {
  const char* name;
  const char* query;
  const char* lexemes;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.query; }

class Lexemes : public testing::TestWithParam<Case> {};

TEST_P(Lexemes, of_the_query) { EXPECT_EQ(lexemes_of(GetParam().query), GetParam().lexemes); }

constexpr Case kCases[] = {
    {"nothing", "", "0 End"},
    {"space_only", " \t\n\r\f\v", "6 End"},
    {"words", "border  police", "0 Word border | 8 Word police | 14 End"},
    {"signs", "+border -police", "0 Plus | 1 Word border | 8 Minus | 9 Word police | 15 End"},
    {"a_sign_apart_is_a_word", "a - b + c",
     "0 Word a | 2 Word - | 4 Word b | 6 Word + | 8 Word c | 9 End"},
    {"a_sign_at_the_end_is_a_word", "a -", "0 Word a | 2 Word - | 3 End"},
    {"a_sign_before_a_closing_parenthesis_is_a_word", "(-)", "0 Open | 1 Word - | 2 Close | 3 End"},
    {"signs_in_a_row_are_a_word", "--help -+x", "0 Word --help | 7 Word -+x | 10 End"},
    {"a_sign_inside_belongs_to_the_word", "C++ re-elect AT&T",
     "0 Word C++ | 4 Word re-elect | 13 Word AT&T | 17 End"},
    {"operators_in_capitals", "a AND b OR c NOT d",
     "0 Word a | 2 And | 6 Word b | 8 Or | 11 Word c | 13 Not | 17 Word d | 18 End"},
    {"operators_in_lower_case_are_words", "and or not And",
     "0 Word and | 4 Word or | 7 Word not | 11 Word And | 14 End"},
    {"an_operator_is_a_word_of_its_own", "ANDroid", "0 Word ANDroid | 7 End"},
    {"parentheses_need_no_space", "(a)b(c)",
     "0 Open | 1 Word a | 2 Close | 3 Word b | 4 Open | 5 Word c | 6 Close | 7 End"},
    {"a_phrase", "\"civil war\"", "0 Phrase civil war | 11 End"},
    {"a_phrase_behind_a_word", "a\"b\"c", "0 Word a | 1 Phrase b | 4 Word c | 5 End"},
    {"an_empty_phrase", "\"\"", "0 Phrase | 2 End"},
    {"nothing_is_special_in_a_phrase", "\"a AND (b -c:d\"", "0 Phrase a AND (b -c:d | 15 End"},
    {"an_excluded_phrase", "-\"a b\"", "0 Minus | 1 Phrase a b | 6 End"},
    {"an_exact_word", "=police", "0 Exact police | 7 End"},
    {"an_exact_phrase", "=\"the police\"", "0 Exact the police | 13 End"},
    {"an_exact_word_ends_at_a_parenthesis", "(=a)", "0 Open | 1 Exact a | 3 Close | 4 End"},
    {"an_equals_sign_alone_is_a_word", "a = b", "0 Word a | 2 Word = | 4 Word b | 5 End"},
    {"a_sign_does_not_reach_over_an_equals_sign", "a -= b",
     "0 Word a | 2 Minus | 3 Word = | 5 Word b | 6 End"},
    {"a_field", "title:border", "0 Field title | 6 Word border | 12 End"},
    {"a_fields_name_in_capitals", "TITLE:a", "0 Field title | 6 Word a | 7 End"},
    {"a_field_of_a_phrase", "title:\"a b\"", "0 Field title | 6 Phrase a b | 11 End"},
    {"a_field_of_a_group", "title:(a b)",
     "0 Field title | 6 Open | 7 Word a | 9 Word b | 10 Close | 11 End"},
    {"an_excluded_field", "-title:a", "0 Minus | 1 Field title | 7 Word a | 8 End"},
    {"a_colon_with_space_behind_is_none", "note: this", "0 Word note: | 6 Word this | 10 End"},
    {"a_colon_at_the_end_is_none", "title:", "0 Word title: | 6 End"},
    {"a_time_is_no_field", "10:30", "0 Word 10:30 | 5 End"},
    {"only_the_first_colon_counts", "10:title:a", "0 Word 10:title:a | 10 End"},
    {"a_name_may_have_digits", "atleast3:a", "0 Field atleast3 | 9 Word a | 10 End"},
    {"an_address_is_a_word", "https://gazette.example", "0 Word https://gazette.example | 23 End"},
    {"near", "a NEAR b NEAR/3 c",
     "0 Word a | 2 Near /10 | 7 Word b | 9 Near /3 | 16 Word c | 17 End"},
    {"adjacent", "a ADJ b ADJ/3 c",
     "0 Word a | 2 Adjacent /1 | 6 Word b | 8 Adjacent /3 | 14 Word c | 15 End"},
    {"same_and_para", "SAME PARA", "0 Sentence | 5 Paragraph | 9 End"},
    {"nearly_an_operator", "NEARBY near/3", "0 Word NEARBY | 7 Word near/3 | 13 End"},
    {"wildcards", "migra* wom?n *gate *ig*a*",
     "0 Wildcard migra* | 7 Wildcard wom?n | 13 Wildcard *gate | 19 Wildcard *ig*a* | 25 End"},
    {"a_question_mark_at_the_end_is_none", "who? (why?)",
     "0 Word who? | 5 Open | 6 Word why? | 10 Close | 11 End"},
    {"stars_in_a_row_are_one", "a**b", "0 Wildcard a*b | 4 End"},
    {"stars_alone_are_a_word", "** ***", "0 Word ** | 3 Word *** | 6 End"},
    {"a_star_alone_is_everything", "*", "0 Everything | 1 End"},
    {"punctuation_behind_a_wildcard", "migra*, wom?n.",
     "0 Wildcard migra* | 8 Wildcard wom?n | 14 End"},
    {"fuzzy", "Neilsen~ Neilsen~1 Neilsen~2",
     "0 Fuzzy Neilsen /1 | 9 Fuzzy Neilsen /1 | 19 Fuzzy Neilsen /2 | 28 End"},
    {"a_tilde_elsewhere_is_none", "~a a~b ~", "0 Word ~a | 3 Word a~b | 7 Word ~ | 8 End"},
    {"a_backslash_takes_the_meaning_away", "\\(a\\) b\\* c\\~ \\\\ d\\",
     "0 Word (a) | 6 Word b* | 10 Word c~ | 14 Word \\ | 17 Word d\\ | 19 End"},
    {"a_backslash_in_a_phrase", "\"a \\\"b\\\" c\"", "0 Phrase a \"b\" c | 11 End"},
    {"a_literal_star_in_a_wildcard_goes", "a\\*b*", "0 Wildcard ab* | 5 End"},
    {"typographic_quotes", "“civil war” ‘a’", "0 Phrase civil war | 12 Word 'a' | 15 End"},
    {"german_quotes", "„civil war“", "0 Phrase civil war | 11 End"},
    {"a_typographic_apostrophe", "O’Neill", "0 Word O'Neill | 7 End"},
    {"positions_count_code_points", "café “déjà vu” naïve",
     "0 Word café | 5 Phrase déjà vu | 15 Word naïve | 20 End"},
    {"a_no_break_space_separates", "a\u00A0b", "0 Word a | 2 Word b | 3 End"},
    {"bytes_that_are_not_utf8_are_replaced", "a\xFF b", "0 Word a\uFFFD | 3 Word b | 4 End"},
};
INSTANTIATE_TEST_SUITE_P(All, Lexemes, testing::ValuesIn(kCases),
                         [](const auto& tested) { return tested.param.name; });

TEST(Lexer, a_quote_that_is_not_closed_is_an_error_at_its_place) {
  const auto lexemes = lex("déjà =\"vu");
  ASSERT_FALSE(lexemes.ok());
  EXPECT_EQ(lexemes.error(), (Error{ErrorCode::kParse, "the quote is not closed",
                                    "add a \" where the phrase ends", 6}));
}

// Counting the code points in front of every word would take minutes here, as would looking for a
// field at every colon.
TEST(Lexer, megabytes_take_linear_time) {
  constexpr std::size_t kMegabytes = 8U << 20;
  std::string words;
  while (words.size() < kMegabytes) words += "a ";
  EXPECT_EQ(lex(words)->size(), words.size() / 2 + 1);
  EXPECT_EQ(lex(std::string(kMegabytes, ':'))->size(), 2U);
}

}  // namespace
}  // namespace quire::query
