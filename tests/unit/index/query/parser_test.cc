#include "index/query/parser.h"

#include <gtest/gtest.h>

#include "index/base/format.h"

namespace quire::query {
namespace {

// describe(), or "position: message | hint".
std::string parsed(std::string_view query) {
  const auto node = parse(query);
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
class Mistake : public testing::TestWithParam<Case> {};

TEST_P(Tree, of_the_query) { EXPECT_EQ(parsed(GetParam().query), GetParam().tree); }

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
};
INSTANTIATE_TEST_SUITE_P(All, Tree, testing::ValuesIn(kTrees),
                         [](const auto& tested) { return tested.param.name; });

constexpr const char* kEachSide =
    "an operator needs a word on each side | write AND, OR and NOT in lower case to search for "
    "them as words";
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
     "2: there is no field \"colour\" | the fields are: title; put the word in quotes if it is "
     "none"},
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
