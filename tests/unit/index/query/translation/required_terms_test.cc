#include "index/query/translation/required_terms.h"

#include <gtest/gtest.h>

#include "index/query/syntax/parser.h"
#include "index/query/translation/to_xapian.h"

namespace quire::query {
namespace {

using Terms = std::vector<std::string>;

std::optional<Terms> required(const std::string& query) {
  auto stemmers = text::Stemmers::create({"en"});
  const auto tree = parse(query, {});
  return required_terms(to_xapian(*tree, {*stemmers, nullptr, {}, {}}).query);
}

TEST(RequiredTerms, of_words_side_by_side_one_is_enough) {
  EXPECT_EQ(required("walrus narwhal"), (Terms{"Zwalrus", "Znarwhal"}));
}

TEST(RequiredTerms, of_words_that_must_all_be_there_the_longest_is_looked_for) {
  EXPECT_EQ(required("ice AND walrus"), Terms{"Zwalrus"});
  EXPECT_EQ(required("\"on walruses\""), Terms{"walruses"});
  EXPECT_EQ(required("+walrus narwhal"), Terms{"Zwalrus"});
  EXPECT_EQ(required("(ice OR snow) AND fox"), Terms{"Zfox"});
}

TEST(RequiredTerms, what_is_excluded_is_not_looked_for) {
  EXPECT_EQ(required("ice -walruses"), Terms{"Zice"});
}

TEST(RequiredTerms, a_pattern_may_match_anything_but_not_beside_a_word) {
  EXPECT_EQ(required("walr*"), std::nullopt);
  EXPECT_EQ(required("ice OR walr*"), std::nullopt);
  EXPECT_EQ(required("ice AND walr*"), Terms{"Zice"});
}

TEST(RequiredTerms, words_at_places_are_looked_for_as_words) {
  EXPECT_EQ(required("ice NEAR walrus"), Terms{"Zwalrus"});
}

TEST(RequiredTerms, the_article_of_a_length_may_have_any_words) {
  EXPECT_EQ(required("words:500.."), std::nullopt);
}

}  // namespace
}  // namespace quire::query
