#include "index/text/words/tokenizer.h"

#include <gtest/gtest.h>

#include "tests/unit/index/text/token_list.h"

namespace quire::text {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* terms;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class TokenizerRule : public testing::TestWithParam<Case> {};

TEST_P(TokenizerRule, holds) { EXPECT_EQ(terms_of(GetParam().text), GetParam().terms); }

std::string name_of_case(const testing::TestParamInfo<Case>& info) { return info.param.name; }

constexpr Case kApostrophes[] = {
    {"an_inner_one_is_dropped", "O'Neill o'clock ma'am", "oneill oclock maam"},
    {"a_typographic_one_is_the_same", "O’Neill don’t ‘quoted’", "oneill dont quoted"},
    {"contractions_are_one_word", "don't can't I'm we've they'll", "dont cant im weve theyll"},
    {"the_possessive_goes", "police's CHINA'S police’s", "police china police"},
    {"only_at_the_end_of_the_word", "it'sn't a's'b", "itsnt asb"},
    {"a_plural_possessive_loses_its_apostrophe", "dogs' dogs’ bark", "dogs dogs bark"},
    {"a_leading_one_separates", "'90s ’90s 'tis", "90s 90s tis"},
    {"a_lone_n_stays", "rock 'n' roll", "rock n roll"},
    {"an_elided_article_stands_alone", "l'homme d'Artagnan qu'il l’Équipe j'ai",
     "l homme d artagnan qu il l equipe j ai"},
    {"italian_articles_too", "dell'arte un'altra nell’anno", "dell arte un altra nell anno"},
    {"before_a_consonant_nothing_is_elided", "D'Souza c'mon", "dsouza cmon"},
    {"aujourdhui_is_one_word", "aujourd'hui", "aujourdhui"},
    {"swiss_thousands", "1'750", "1750"},
    {"swiss_thousands_with_a_fraction", "1'750.25", "1750.25"},
    {"two_in_a_row_separate", "a''b", "a b"},
};
INSTANTIATE_TEST_SUITE_P(Apostrophes, TokenizerRule, testing::ValuesIn(kApostrophes), name_of_case);

constexpr Case kPoints[] = {
    {"an_acronym_is_one_word", "U.S. U.S.A e.g. i.e. a.m.", "us usa eg ie am"},
    {"an_acronym_takes_the_possessive", "the U.N.'s role", "the un role"},
    {"an_acronym_ends_before_a_long_word", "U.S.Senate", "us senate"},
    {"initials_run_together", "J.K. Rowling", "jk rowling"},
    {"spaced_initials_do_not", "J. K. Rowling", "j k rowling"},
    {"a_degree_is_found_either_way", "Ph.D. M.Sc.", "[phd] ph d [msc] m sc"},
    {"a_host_name_falls_into_words", "example.com www.quire.test", "example com www quire test"},
    {"an_address_falls_into_words", "anna.b@example.com", "anna b example com"},
    {"a_url_falls_into_words", "https://example.org/a/b?q=news", "https example org a b q news"},
    {"an_ellipsis_separates", "well...then", "well then"},
    {"a_dotted_acronym_in_a_compound", "U.S.-led", "[usled] us led"},
};
INSTANTIATE_TEST_SUITE_P(Points, TokenizerRule, testing::ValuesIn(kPoints), name_of_case);

constexpr Case kNumbers[] = {
    {"a_point_inside_stays", "3.5 pct", "3.5 pct"},
    {"thousands_commas_go", "155,221 and 1,750.25", "155221 and 1750.25"},
    {"indian_grouping_goes", "1,50,000", "150000"},
    {"continental_thousands_become_plain", "1.750,25", "1750.25"},
    {"a_decimal_comma_stays", "3,5", "3,5"},
    {"a_list_without_spaces_is_a_list", "1,2,3", "1 2 3"},
    {"a_sentence_end_is_no_fraction", "It rose 3.5. In 1987, 12.", "it rose 3.5 in 1987 12"},
    {"units_stick", "3.5m 24h 5th 1980s", "3.5m 24h 5th 1980s"},
    {"signs_separate", "$1,750 -5% +3", "1750 5 3"},
    {"a_dotted_date_is_a_compound", "12.04.2018", "[12042018] 12 04 2018"},
    {"an_iso_date_is_a_compound", "2018-12-04", "[20181204] 2018 12 04"},
    {"five_dotted_parts_are_no_compound", "1.2.3.4.5.6", "1 2 3 4 5 6"},
    {"nine_groups_are_no_number", "1,222,333,444,555,666,777,888,999",
     "1 222 333 444 555 666 777 888 999"},
    {"fractions_separate", "5½ pct", "5 pct"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, TokenizerRule, testing::ValuesIn(kNumbers), name_of_case);

constexpr Case kCompounds[] = {
    {"a_hyphenated_word_is_found_three_ways", "re-elect", "[reelect] re elect"},
    {"with_digits", "24-hour COVID-19", "[24hour] 24 hour [covid19] covid 19"},
    {"typographic_hyphens_are_hyphens", "re\u2010elect re\u2011elect",
     "[reelect] re elect [reelect] re elect"},
    {"dashes_separate", "Paris\u2013Berlin yes\u2014no", "paris berlin yes no"},
    {"double_hyphens_separate", "Europe--nearly", "europe nearly"},
    {"hyphens_at_the_edge_separate", "-word- -", "word"},
    {"an_underscore_joins_like_a_hyphen", "foo_bar _x_", "[foobar] foo bar x"},
    {"four_parts_are_a_compound", "up-to-the-minute", "[uptotheminute] up to the minute"},
    {"five_parts_are_none", "a1-b1-c1-d1-e1", "a1 b1 c1 d1 e1"},
    {"nine_parts_are_none", "a1-b1-c1-d1-e1-f1-g1-h1-i1", "a1 b1 c1 d1 e1 f1 g1 h1 i1"},
    {"slashes_separate", "and/or", "and or"},
    {"a_word_broken_over_lines_is_whole", "the govern-\nment said",
     "the [government] govern ment said"},
    {"broken_with_blanks_and_carriage_return", "govern- \r\n  ment", "[government] govern ment"},
    {"broken_at_a_soft_hyphen", "govern\u00AD\nment", "[government] govern ment"},
    {"a_dash_at_a_line_end_breaks_no_word", "SALVADOR, Feb 26 -\n\nShowers",
     "salvador feb 26 showers"},
    {"a_possessive_before_a_hyphen", "police's-eye", "[policeeye] police eye"},
};
INSTANTIATE_TEST_SUITE_P(Compounds, TokenizerRule, testing::ValuesIn(kCompounds), name_of_case);

constexpr Case kSigns[] = {
    {"an_ampersand_joins_letters", "AT&T R&D S&P Q&A", "at&t r&d s&p q&a"},
    {"a_spaced_ampersand_separates", "Marks & Spencer", "marks spencer"},
    {"an_ampersand_takes_the_possessive", "AT&T's", "at&t"},
    {"short_words_keep_their_sign", "C++ C# F# BBB+", "c++ c# f# bbb+"},
    {"long_words_do_not", "superior+ music#", "superior music"},
    {"a_sum_is_no_word", "a+b C#x", "a b c x"},
    {"handles_and_tags_lose_their_sign", "@user #tag", "user tag"},
    {"a_sign_before_a_hyphen", "C++-based", "[c++based] c++ based"},
};
INSTANTIATE_TEST_SUITE_P(Signs, TokenizerRule, testing::ValuesIn(kSigns), name_of_case);

constexpr Case kInvisible[] = {
    {"no_break_spaces_separate", "a\u00A0b\u202Fc", "a b c"},
    {"soft_hyphens_vanish", "par\u00ADlia\u00ADment", "parliament"},
    {"zero_width_space_separates", "zero\u200Bwidth", "zero width"},
    {"zero_width_joiners_vanish", "a\u200Db\u200Cc\uFEFFd", "abcd"},
    {"a_byte_order_mark_is_nothing", "\uFEFFword", "word"},
    {"a_tatweel_alone_is_nothing", "a \u0640 b", "a b"},
    {"variation_selectors_vanish", "e\uFE0Ff", "ef"},
    {"emoji_separate", "good😀news 👨‍👩‍👧 1️⃣", "good news 1"},
    {"symbols_separate", "a™b €5 ©2018", "a b 5 2018"},
    {"invalid_bytes_separate",
     "a\xFF\xFE"
     "b caf\xC3",
     "a b caf"},
};
INSTANTIATE_TEST_SUITE_P(Invisible, TokenizerRule, testing::ValuesIn(kInvisible), name_of_case);

TEST(Tokenizer, the_example_of_its_contract_holds) {
  EXPECT_EQ(terms_of("The U.S. didn't re-elect O’Neill."),
            "the us didnt [reelect] re elect oneill");
}

TEST(Tokenizer, an_empty_text_has_no_words) {
  EXPECT_EQ(terms_of(""), "");
  EXPECT_EQ(terms_of(" \n.,-"), "");
}

TEST(Tokenizer, spans_are_the_written_forms) {
  EXPECT_EQ(written_forms("The U.S. didn't re-elect O’Neill’s “Café”."),
            "The|U.S.|didn't|[re-elect]|re|elect|O’Neill’s|Café");
  EXPECT_EQ(written_forms("l'homme 1,750.25 AT&T C++ govern-\nment"),
            "l|homme|1,750.25|AT&T|C++|[govern-\nment]|govern|ment");
  EXPECT_EQ(written_forms("soft\u00AD end"), "soft|end");
}

TEST(Tokenizer, positions_count_words_and_a_compound_shares_its_first_parts) {
  std::vector<std::uint32_t> positions;
  for (const auto& [term, token] : tokens_of("to re-elect. New")) {
    positions.push_back(token.position);
  }
  EXPECT_EQ(positions, (std::vector<std::uint32_t>{0, 1, 1, 2, 3}));
}

TEST(Tokenizer, a_lower_case_term_is_a_view_into_the_text) {
  const std::string text = "plain words";
  Tokenizer tokenizer(text);
  Token token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.term.data(), text.data());
}

TEST(Tokenizer, reset_starts_over_in_the_middle_of_a_compound) {
  Tokenizer tokenizer("First one. re-elect");
  Token token;
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(tokenizer.next(token));
  tokenizer.reset("Second");
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(token.term, "second");
  EXPECT_EQ(token.position, 0U);
  EXPECT_EQ(token.sentence, 0U);
  EXPECT_FALSE(tokenizer.next(token));
}

TEST(Tokenizer, a_word_longer_than_a_term_is_cut_and_its_rest_skipped) {
  const std::string word(kMaxTermBytes + 10, 'x');
  EXPECT_EQ(terms_of(word + " next"), word.substr(0, kMaxTermBytes) + " next");
}

TEST(Tokenizer, a_long_word_is_cut_between_code_points) {
  std::string word = "a";  // so that the limit falls into the middle of a letter
  for (std::size_t i = 0; i < kMaxTermBytes; ++i) word += "д";
  const std::string term = terms_of(word);
  EXPECT_EQ(term, word.substr(0, kMaxTermBytes - 1));
}

TEST(Tokenizer, a_compound_longer_than_a_term_is_left_out) {
  const std::string part(kMaxTermBytes / 2, 'x');
  EXPECT_EQ(terms_of(part + "-" + part), "[" + part + part + "] " + part + " " + part);
  EXPECT_EQ(terms_of(part + "-" + part + "y"), part + " " + part + "y");
}

}  // namespace
}  // namespace quire::text
