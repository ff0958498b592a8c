#include "index/query/translation/ranking_of.h"

#include <gmock/gmock.h>

#include "index/query/syntax/parser.h"
#include "index/query/translation/telling_words.h"

namespace quire::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Words = std::vector<std::string>;

Words telling(std::string_view query, const Words& languages = {"en"}) {
  Words words;
  const auto node = parse(query);
  for (const Node& child : telling_children(*node, languages)) words.push_back(child.text);
  return words;
}

TEST(TellingWords, function_words_are_left_out) {
  EXPECT_THAT(telling("ministry of health"), ElementsAre("ministry", "health"));
}

TEST(TellingWords, other_stop_words_are_left_out_of_sentences_alone) {
  EXPECT_THAT(telling("doctors without borders"), ElementsAre("doctors", "without", "borders"));
  EXPECT_THAT(telling("how do doctors work without any borders"),
              ElementsAre("doctors", "work", "borders"));
}

TEST(TellingWords, stop_words_alone_all_stay) {
  EXPECT_THAT(telling("to be or not to be"), ElementsAre("to", "be", "or", "not", "to", "be"));
  EXPECT_THAT(telling("the who"), ElementsAre("the", "who"));
}

TEST(TellingWords, acronyms_stay) {
  EXPECT_THAT(telling("what the WHO said of measles in IT firms"),
              ElementsAre("WHO", "said", "measles", "IT", "firms"));
}

TEST(TellingWords, go_by_the_language_that_the_query_is_written_in) {
  const Words languages = {"en", "de"};
  EXPECT_THAT(telling("der Streik und die Folgen", languages), ElementsAre("Streik", "Folgen"));
  EXPECT_THAT(telling("die hard", languages), ElementsAre("die", "hard"));
}

std::vector<store::Neighbours> neighbours(std::string_view query) {
  return ranking_of(*parse(query), {"en"}).neighbours;
}

store::Neighbours pair(const char* first, const char* second, std::uint32_t within = 1) {
  return {first, second, within};
}

TEST(RankingOf, words_that_stand_together_are_neighbours) {
  EXPECT_THAT(neighbours("Border police reform"),
              ElementsAre(pair("border", "police"), pair("police", "reform")));
  EXPECT_THAT(neighbours("border AND police"), ElementsAre(pair("border", "police")));
  EXPECT_THAT(neighbours("border +police"), ElementsAre(pair("border", "police")));
}

TEST(RankingOf, stop_words_may_stand_between) {
  EXPECT_THAT(neighbours("ministry of the interior"), ElementsAre(pair("ministry", "interior", 3)));
}

TEST(RankingOf, what_is_no_word_of_the_text_parts_neighbours) {
  EXPECT_THAT(neighbours("border \"civil war\" police"), IsEmpty());
  EXPECT_THAT(neighbours("border title:police reform"), IsEmpty());
  EXPECT_THAT(neighbours("border OR police"), IsEmpty());
}

TEST(RankingOf, feedback_is_for_several_plain_words) {
  const auto has_feedback = [](std::string_view query) {
    return ranking_of(*parse(query), {"en"}).feedback;
  };
  EXPECT_TRUE(has_feedback("effects of the dock strike on fish"));
  EXPECT_TRUE(has_feedback("effects dock strike fish source:gazette"));
  EXPECT_FALSE(has_feedback("dock strike effects"));
  EXPECT_FALSE(has_feedback("strike strike strike strike"));
  EXPECT_FALSE(has_feedback("effects dock strike \"fish market\""));
  EXPECT_FALSE(has_feedback("+effects dock strike fish"));
}

}  // namespace
}  // namespace quire::query
