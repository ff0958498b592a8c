#include "index/query/syntax/parser.h"

#include <gtest/gtest.h>

#include "index/base/format.h"

namespace quire::query {
namespace {

constexpr UnixSeconds kNoon = 1'543'924'800;  // 2018-12-04T12:00:00Z, a Tuesday

// describe(), or "position: message | hint".
std::string parsed(std::string_view query, bool typing = false) {
  const auto node = parse(query, {typing, {kNoon, 0}});
  if (node) return describe(*node);
  const Error& error = node.error();
  return format("{}: {} | {}", error.position.value_or(9999), error.message, error.hint);
}

struct Case {
  const char* name;
  std::string query;
  const char* tree;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.query.substr(0, 200); }

class Tree : public testing::TestWithParam<Case> {};
class HalfTyped : public testing::TestWithParam<Case> {};
class Mistake : public testing::TestWithParam<Case> {};

TEST_P(Tree, of_the_query) { EXPECT_EQ(parsed(GetParam().query), GetParam().tree); }

TEST_P(HalfTyped, is_taken_as_far_as_it_goes) {
  EXPECT_EQ(parsed(GetParam().query, true), GetParam().tree);
}

TEST_P(Mistake, is_told_with_its_position_and_a_hint) {
  EXPECT_EQ(parsed(GetParam().query), GetParam().tree);
}

std::string nested(std::size_t depth) {
  return std::string(depth, '(') + "a" + std::string(depth, ')');
}

std::string words(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "a ";
  return out;
}

const Case kTrees[] = {
    {"nothing", "", "(all)"},
    {"space", "  ", "(all)"},
    {"a_word", "border", "(word border)"},
    {"words", "border police", "(some (word border) (word police))"},
    {"a_phrase", "\"civil war\"", "(phrase civil war)"},
    {"an_exact_word", "=police", "(exact police)"},
    {"required_and_excluded", "+a b -c", "(some (word b) (required (word a)) (excluded (word c)))"},
    {"required_alone", "+a", "(some (required (word a)))"},
    {"excluded_alone", "-a", "(some (excluded (word a)))"},
    {"and", "a AND b AND c", "(and (word a) (word b) (word c))"},
    {"or", "a OR b OR c", "(or (word a) (word b) (word c))"},
    {"and_binds_closer_than_or", "a OR b AND c OR d",
     "(or (word a) (and (word b) (word c)) (word d))"},
    {"words_bind_closest", "a b OR c d", "(or (some (word a) (word b)) (some (word c) (word d)))"},
    {"not_alone", "NOT a", "(not (all) (word a))"},
    {"not", "a NOT b NOT c", "(not (word a) (word b) (word c))"},
    {"not_takes_the_words_behind_it", "a NOT b c", "(not (word a) (some (word b) (word c)))"},
    {"and_not", "a AND NOT b", "(and (word a) (not (all) (word b)))"},
    {"not_binds_closer_than_and", "a AND b NOT c", "(and (word a) (not (word b) (word c)))"},
    {"a_group", "(a OR b) AND c", "(and (or (word a) (word b)) (word c))"},
    {"a_required_group", "+(a OR b) c", "(some (word c) (required (or (word a) (word b))))"},
    {"a_group_of_one", "((a))", "(word a)"},
    {"a_field", "title:a", "(title (word a))"},
    {"a_field_holds_for_its_word_only", "title:a b", "(some (title (word a)) (word b))"},
    {"a_field_of_a_phrase", "title:\"a b\"", "(title (phrase a b))"},
    {"a_field_of_an_exact_word", "title:=a", "(title (exact a))"},
    {"a_field_of_a_group", "title:(+a OR b NOT \"c d\") e",
     "(some (or (some (required (title (word a)))) (not (title (word b)) (title (phrase c d)))) "
     "(word e))"},
    {"a_field_in_a_field", "title:title:a", "(title (word a))"},
    {"as_deep_as_may_be", nested(kMaxQueryDepth), "(word a)"},
    {"everything", "*", "(all)"},
    {"everything_beside_a_word_is_the_word", "* a", "(word a)"},
    {"a_wildcard", "title:migra*", "(title (wildcard migra*))"},
    {"fuzzy", "Neilsen~ title:Oneil~2", "(some (fuzzy/1 Neilsen) (title (fuzzy/2 Oneil)))"},
    {"near", "a NEAR/8 b", "(near/8 (word a) (word b))"},
    {"near_without_a_number", "a NEAR b", "(near/10 (word a) (word b))"},
    {"adjacent", "a ADJ b ADJ/3 c", "(adjacent/3 (adjacent/1 (word a) (word b)) (word c))"},
    {"same_and_para", "a SAME b PARA c", "(paragraph (sentence (word a) (word b)) (word c))"},
    {"near_binds_closer_than_words", "x a NEAR/2 b y",
     "(some (word x) (near/2 (word a) (word b)) (word y))"},
    {"a_near_may_be_required", "+a NEAR/2 b c",
     "(some (word c) (required (near/2 (word a) (word b))))"},
    {"near_of_all_that_has_places", "\"a b\" NEAR/2 (c OR d* OR =e) SAME (f g)",
     "(sentence (near/2 (phrase a b) (or (word c) (wildcard d*) (exact e))) (some (word f) (word "
     "g)))"},
    {"lead", "lead:caravan", "(lead (word caravan))"},
    {"at_least", "atleast3:caravan atleast2:(a OR \"b c\")",
     "(some (atleast/3 (word caravan)) (atleast/2 (or (word a) (phrase b c))))"},
    {"at_least_in_the_title", "title:atleast2:a", "(atleast/2 (title (word a)))"},
    {"values_are_filters", "border source:reuters",
     "(some (word border) (filter (source reuters)))"},
    {"a_value_alone", "by:\"Jane Doe\"", "(by Jane Doe)"},
    {"a_values_other_names", "author:doe language:en site:gazette.example",
     "(some (filter (by doe) (lang en) (host gazette.example)))"},
    {"two_values_of_a_field_are_either", "a source:x tag:t source:y source:z",
     "(some (word a) (filter (or (source x) (source y) (source z)) (tag t)))"},
    {"required_values_are_all", "+tag:a +tag:b", "(some (required (tag a) (tag b)))"},
    {"a_group_of_filters_is_one", "a (source:x OR source:y)",
     "(some (word a) (filter (or (source x) (source y))))"},
    {"a_field_of_a_group_of_values", "source:(x OR \"y z\")", "(or (source x) (source y z))"},
    {"an_excluded_value", "a -source:x", "(some (word a) (excluded (source x)))"},
    {"a_path_keeps_its_stars", "path:2018/*", "(path 2018/*)"},
    {"a_day", "date:2018-12-04", "(date 2018-12-04..2018-12-04)"},
    {"a_month", "date:2018-02", "(date 2018-02-01..2018-02-28)"},
    {"a_range_of_dates", "date:2018-11..2018-12", "(date 2018-11-01..2018-12-31)"},
    {"open_ranges", "date:2018.. AND date:..2019-03",
     "(and (date 2018-01-01..) (date ..2019-03-31))"},
    {"days_in_words", "date:\"last week\" a",
     "(some (word a) (filter (date 2018-11-26..2018-12-02)))"},
    {"two_days_are_either", "a date:2016 date:2018",
     "(some (word a) (filter (or (date 2016-01-01..2016-12-31) (date 2018-01-01..2018-12-31))))"},
    {"an_open_range_narrows", "a date:2016.. date:..2018",
     "(some (word a) (filter (date 2016-01-01..) (date ..2018-12-31)))"},
    {"since_so_long", "since:3d", "(published 2018-12-01T12:00:00Z..)"},
    {"since_a_day", "since:yesterday until:today",
     "(some (filter (date 2018-12-03..) (date ..2018-12-04)))"},
    {"updated", "updated:2018-12-04", "(updated 2018-12-04T00:00:00Z..2018-12-04T23:59:59Z)"},
    {"lengths", "words:500.. words:..800 words:7",
     "(some (filter (words 500..) (words ..800) (words 7..7)))"},
    {"an_address_is_no_field", "https://gazette.example/a", "(word https://gazette.example/a)"},
    {"escapes", "\\*a\\* title\\:b \\AND \\-c \\\"d",
     "(some (word *a*) (word title:b) (word AND) (word -c) (word \"d))"},
};
INSTANTIATE_TEST_SUITE_P(All, Tree, testing::ValuesIn(kTrees),
                         [](const auto& tested) { return tested.param.name; });

const Case kHalves[] = {
    {"nothing", "", "(all)"},
    {"a_word_may_go_on", "bord", "(or (word bord) (wildcard bord*))"},
    {"a_word_with_space_behind_is_whole", "bord ", "(word bord)"},
    {"the_last_of_words", "civil pol", "(some (word civil) (or (word pol) (wildcard pol*)))"},
    {"an_open_quote", "a \"civil pol", "(some (word a) (phrase civil pol*))"},
    {"a_quote_just_opened", "a \"", "(some (word a) (phrase ))"},
    {"a_closed_quote", "\"civil pol\"", "(phrase civil pol)"},
    {"an_open_parenthesis", "a AND (b OR c",
     "(and (word a) (or (word b) (or (word c) (wildcard c*))))"},
    {"an_operator_at_the_end", "a AND", "(word a)"},
    {"operators_and_parentheses_at_the_end", "a NEAR/ (", "(word a)"},
    {"a_field_without_its_value", "a source:", "(word a)"},
    {"a_value_may_go_on", "source:reu", "(source reu*)"},
    {"a_sign_at_the_end", "a -", "(some (word a) (word -))"},
    {"operators_alone", "NOT", "(all)"},
};
INSTANTIATE_TEST_SUITE_P(All, HalfTyped, testing::ValuesIn(kHalves),
                         [](const auto& tested) { return tested.param.name; });

constexpr const char* kEachSide =
    "an operator needs a word on each side | write it in lower case to search for it as a word";
const std::string kAtEachSideFrom0 = format("0: {}", kEachSide);
const std::string kAtEachSideFrom6 = format("6: {}", kEachSide);

const Case kMistakes[] = {
    {"a_quote_not_closed", "a \"b", "2: the quote is not closed | add a \" where the phrase ends"},
    {"a_parenthesis_not_closed", "a (b",
     "2: the parenthesis is not closed | add a ) where the group ends"},
    {"a_parenthesis_not_opened", "a) b",
     "1: this parenthesis was never opened | take it away, or add a ( before"},
    {"an_empty_group", "a ()",
     "3: something is missing before the parenthesis | add a word, or take the () away"},
    {"nothing_behind_and", "a AND",
     "5: something is missing at the end | add a word, or take the last operator away"},
    {"nothing_behind_not", "a NOT ",
     "6: something is missing at the end | add a word, or take the last operator away"},
    {"nothing_before_or", "OR a", kAtEachSideFrom0.c_str()},
    {"operators_in_a_row", "a AND OR b", kAtEachSideFrom6.c_str()},
    {"not_twice", "a NOT NOT b", kAtEachSideFrom6.c_str()},
    {"an_operator_behind_a_sign", "a b  -AND", kAtEachSideFrom6.c_str()},
    {"nothing_before_a_closing_parenthesis", "(a OR)",
     "5: something is missing before the parenthesis | add a word, or take the () away"},
    {"an_unknown_field", "a colour:red",
     "2: there is no field \"colour\" | put the word in quotes if it is none; the fields are: "
     "title: "
     "lead: by: source: section: place: lang: tag: host: path: id: date: since: until: updated: "
     "words: atleast3:"},
    {"no_date", "a date:soon",
     "7: \"soon\" is no date, or ends before it begins | write 2018, 2018-12, 2018-12-04, "
     "2018-11..2018-12, today, \"last week\", \"december 2018\" or 7d"},
    {"no_day_of_the_calendar", "date:2018-02-30",
     "5: \"2018-02-30\" is no date, or ends before it begins | write 2018, 2018-12, 2018-12-04, "
     "2018-11..2018-12, today, \"last week\", \"december 2018\" or 7d"},
    {"no_number_of_words", "words:many",
     "6: \"many\" is no number of words | write words:500.. or words:100..500"},
    {"a_fuzzy_value", "by:Neilsen~",
     "3: a field's value cannot be fuzzy | write the beginning of the name and a *, as in "
     "by:neils*"},
    {"a_star_inside_a_value", "by:n*l",
     "3: a * can stand at the end of a field's value only | write the beginning of the name and a "
     "*, as in by:neils*"},
    {"a_star_as_a_value", "a source:*",
     "9: a * alone is no value | take the field away, or write a word before the *"},
    {"too_fuzzy", "a b~3",
     "2: a fuzzy word may differ by 1 or 2 letters | write ~1 or ~2 behind the word"},
    {"near_no_words", "a NEAR/0 b",
     "2: NEAR/ wants a number of words from 1 to 1000 | write NEAR/5, for instance"},
    {"near_joins_words_only", "a NEAR/3 (b AND c)",
     "10: NEAR, ADJ, SAME and PARA join words and phrases, and groups of them with OR | put AND, "
     "NOT, signs and fields outside of them"},
    {"near_joins_no_values", "source:a SAME b",
     "7: NEAR, ADJ, SAME and PARA join words and phrases, and groups of them with OR | put AND, "
     "NOT, signs and fields outside of them"},
    {"at_least_counts_words_only", "atleast2:(a AND b)",
     "10: atleast counts words and phrases | put AND, NOT, signs and fields outside of it"},
    {"at_least_never", "atleast0:a",
     "0: there is no field \"atleast0\" | put the word in quotes if it is none; the fields are: "
     "title: lead: by: source: section: place: lang: tag: host: path: id: date: since: until: "
     "updated: words: atleast3:"},
    {"a_sign_behind_a_field", "title:-a",
     "6: a + or - cannot stand behind a field's name | write it in front: -title:word"},
    {"too_deep", nested(kMaxQueryDepth + 1),
     "100: parentheses are nested deeper than 100 | ask in a flatter way"},
    {"positions_count_code_points", "“é” (ü",
     "4: the parenthesis is not closed | add a ) where the group ends"},
};
INSTANTIATE_TEST_SUITE_P(All, Mistake, testing::ValuesIn(kMistakes),
                         [](const auto& tested) { return tested.param.name; });

TEST(Parser, as_many_words_as_may_be_are_read_and_one_more_is_too_large) {
  EXPECT_TRUE(parse(words(kMaxClauses)).ok());
  const auto over = parse(words(kMaxClauses + 1));
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(over.error().position, 2 * kMaxClauses);
}

TEST(Parser, groups_side_by_side_are_not_deep) {
  std::string query;
  for (int i = 0; i <= kMaxQueryDepth; ++i) query += "(a) ";
  EXPECT_TRUE(parse(query).ok());
}

TEST(Parser, the_words_of_a_phrase_count_too) {
  EXPECT_TRUE(parse("\"" + words(kMaxClauses) + "\"").ok());
  const auto over = parse("\"" + words(kMaxClauses + 1) + "\"");
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, ErrorCode::kTooLarge);
}

TEST(Parser, a_word_that_falls_into_many_counts_as_many) {
  std::string chain = "a";
  for (std::size_t i = 0; i < kMaxClauses; ++i) chain += "/a";
  EXPECT_EQ(parse("=" + chain).error().code, ErrorCode::kTooLarge);
}

TEST(Parser, nodes_know_where_they_stand) {
  const auto node = parse("é OR (b AND c)");
  ASSERT_TRUE(node.ok());
  EXPECT_EQ(node->position, 0U);
  EXPECT_EQ(node->children[1].position, 6U);
  EXPECT_EQ(node->children[1].children[1].position, 12U);
}

}  // namespace
}  // namespace quire::query
