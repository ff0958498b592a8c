#include "index/vocabulary/vocabulary.h"

#include <gmock/gmock.h>

#include "tests/unit/index/vocabulary/edit_distance.h"
#include "tests/unit/index/vocabulary/tables.h"

namespace quire::vocabulary {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class VocabularyTest : public testing::Test {
 protected:
  const Vocabulary vocabulary_{{set_of({{"border", 4}, {"migrant", 2}, {"migration", 5}}),
                                set_of({{"gate", 1}, {"migrant", 4}, {"migrants", 1}}),
                                set_of({{"watergate", 3}})}};
};

TEST_F(VocabularyTest, adds_up_the_articles_of_all_segments) {
  EXPECT_EQ(vocabulary_.frequency("migrant"), 6U);
  EXPECT_EQ(vocabulary_.frequency("gate"), 1U);
  EXPECT_EQ(vocabulary_.frequency("migr"), 0U);
}

TEST_F(VocabularyTest, gives_words_by_their_beginning_most_frequent_first) {
  const Expansion found = vocabulary_.with_prefix("migr");
  EXPECT_THAT(found.words,
              ElementsAre(Word{"migrant", 6, 0}, Word{"migration", 5, 0}, Word{"migrants", 1, 0}));
  EXPECT_FALSE(found.cut);
}

TEST_F(VocabularyTest, gives_words_by_a_pattern) {
  EXPECT_THAT(vocabulary_.expand(Wildcard("*gate")).words,
              ElementsAre(Word{"watergate", 3, 0}, Word{"gate", 1, 0}));
  EXPECT_THAT(vocabulary_.expand(Wildcard("m?gran*")).words,
              ElementsAre(Word{"migrant", 6, 0}, Word{"migrants", 1, 0}));
}

TEST_F(VocabularyTest, says_that_there_were_more_than_the_limit) {
  const Expansion found = vocabulary_.expand(Wildcard("migr*"), 2);
  EXPECT_THAT(found.words, ElementsAre(Word{"migrant", 6, 0}, Word{"migration", 5, 0}));
  EXPECT_TRUE(found.cut);
  EXPECT_FALSE(vocabulary_.with_prefix("migr", 3).cut);
}

TEST_F(VocabularyTest, gives_similar_words_nearest_first) {
  EXPECT_THAT(vocabulary_.similar("migrnat", 2).words,
              ElementsAre(Word{"migrant", 6, 1}, Word{"migrants", 1, 2}));
  EXPECT_THAT(vocabulary_.similar("migrnat", 1).words, ElementsAre(Word{"migrant", 6, 1}));
  EXPECT_THAT(vocabulary_.similar("border", 1).words, ElementsAre(Word{"border", 4, 0}));
  EXPECT_THAT(vocabulary_.similar("zzzzzz", 2).words, IsEmpty());
}

TEST_F(VocabularyTest, gives_all_forms_of_a_stem) {
  auto stemmer = *text::Stemmer::create("en");
  EXPECT_THAT(vocabulary_.forms("migrant", "en", stemmer).words,
              ElementsAre(Word{"migrant", 6, 0}, Word{"migrants", 1, 0}));
  EXPECT_THAT(vocabulary_.forms("borders", "en", stemmer).words, IsEmpty());
}

TEST(Vocabulary, an_empty_one_has_nothing) {
  const Vocabulary none({});
  EXPECT_EQ(none.frequency("a"), 0U);
  EXPECT_THAT(none.expand(Wildcard("*")).words, IsEmpty());
  EXPECT_THAT(none.similar("a", 2).words, IsEmpty());
}

TEST(Vocabulary, similar_words_are_all_that_a_comparison_with_each_word_finds) {
  const auto first = alike_words(1500, 21);
  const auto second = alike_words(700, 22);
  const Vocabulary vocabulary({set_of(first), set_of(second)});
  auto all = first;
  for (const auto& [word, articles] : second) all[word] += articles;
  for (const auto& [wanted, ignored] : alike_words(60, 23)) {
    for (const std::uint32_t limit : {1U, 2U}) {
      std::vector<Word> expected;
      for (const auto& [word, articles] : all) {
        const std::uint32_t distance = edit_distance(wanted, word);
        if (distance <= limit) expected.push_back({word, articles, distance});
      }
      EXPECT_THAT(vocabulary.similar(wanted, limit, 10'000).words,
                  testing::UnorderedElementsAreArray(expected))
          << wanted;
    }
  }
}

}  // namespace
}  // namespace quire::vocabulary
