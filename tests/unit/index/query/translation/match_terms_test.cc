#include "index/query/translation/match_terms.h"

#include <gmock/gmock.h>

#include "index/query/syntax/parser.h"

namespace quire::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Phrase = std::vector<std::string>;

class MatchTermsTest : public testing::Test {
 protected:
  text::MatchTerms terms_of(std::string_view query) {
    const auto node = parse(query);
    EXPECT_TRUE(node.ok());
    return match_terms(*node, stemmers_);
  }

  text::Stemmers stemmers_ = *text::Stemmers::create({"en"});
};

TEST_F(MatchTermsTest, words_match_by_stem) {
  const auto terms = terms_of("borders police");
  EXPECT_THAT(terms.stems, UnorderedElementsAre("border", "polic"));
  EXPECT_THAT(terms.words, IsEmpty());
  EXPECT_THAT(terms.phrases, IsEmpty());
}

TEST_F(MatchTermsTest, exact_words_match_as_they_are) {
  const auto terms = terms_of("=Borders \"police\"");
  EXPECT_THAT(terms.words, UnorderedElementsAre("borders", "police"));
  EXPECT_THAT(terms.stems, IsEmpty());
}

TEST_F(MatchTermsTest, phrases_match_as_a_whole) {
  EXPECT_THAT(terms_of("\"the border police\"").phrases,
              ElementsAre(Phrase{"the", "border", "police"}));
}

TEST_F(MatchTermsTest, a_hyphenated_word_matches_in_both_spellings) {
  const auto terms = terms_of("re-elected");
  EXPECT_THAT(terms.phrases, ElementsAre(Phrase{"re", "elected"}));
  EXPECT_THAT(terms.stems, UnorderedElementsAre("reelect"));
}

TEST_F(MatchTermsTest, what_is_excluded_is_left_out) {
  EXPECT_THAT(terms_of("border -police NOT \"the army\"").stems, UnorderedElementsAre("border"));
  EXPECT_THAT(terms_of("border NOT \"the army\"").phrases, IsEmpty());
}

TEST_F(MatchTermsTest, required_words_and_both_sides_of_operators_are_in) {
  EXPECT_THAT(terms_of("(+border law) OR (police AND army)").stems,
              UnorderedElementsAre("border", "law", "polic", "armi"));
}

TEST_F(MatchTermsTest, every_article_has_nothing_to_mark) {
  const auto terms = terms_of("");
  EXPECT_THAT(terms.stems, IsEmpty());
  EXPECT_THAT(terms.words, IsEmpty());
  EXPECT_THAT(terms.phrases, IsEmpty());
}

}  // namespace
}  // namespace quire::query
