#include "index/vocabulary/stem_index.h"

#include <gmock/gmock.h>

#include "tests/unit/index/vocabulary/tables.h"

namespace quire::vocabulary {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(StemIndex, gives_all_words_of_a_stem) {
  auto stemmer = *text::Stemmer::create("en");
  const WordTable table =
      table_of({{"border", 1}, {"migrant", 1}, {"migrate", 1}, {"migrated", 1}, {"migrating", 1}});
  const StemIndex index(table, stemmer);
  EXPECT_THAT(index.words("migrat", table, stemmer), ElementsAre(2, 3, 4));
  EXPECT_THAT(index.words("migrate", table, stemmer), IsEmpty());
  EXPECT_THAT(index.words("border", table, stemmer), ElementsAre(0));
}

TEST(StemIndex, gives_for_every_word_that_word) {
  auto stemmer = *text::Stemmer::create("en");
  const WordTable table = table_of(alike_words(2000, 13));
  const StemIndex index(table, stemmer);
  for (auto at = table.begin(); !at.at_end(); at.next()) {
    const std::string stem(stemmer.stem(at.word()));
    EXPECT_THAT(index.words(stem, table, stemmer), testing::Contains(at.index()));
  }
}

TEST(WordSet, has_stems_for_each_language_that_is_asked_for) {
  auto english = *text::Stemmer::create("en");
  auto german = *text::Stemmer::create("de");
  const auto set = set_of({{"häuser", 1}, {"hauses", 1}, {"houses", 1}, {"house", 1}});
  EXPECT_EQ(set->stems("en", english).words("hous", set->table(), english).size(), 2U);
  EXPECT_EQ(set->stems("de", german).words("haus", set->table(), german).size(), 2U);
}

}  // namespace
}  // namespace quire::vocabulary
