#include "client/cli/arguments/typed_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TypedWord, a_word_may_become_a_field_or_another_word) {
  const TypedWord word = typed_word("se");
  EXPECT_THAT(word.fixed, ElementsAre("section:"));
  EXPECT_TRUE(word.ask);
  EXPECT_EQ(word.prefix, "se");
  EXPECT_EQ(word.field, "");
}

TEST(TypedWord, nothing_may_become_every_field_but_not_every_word) {
  const TypedWord word = typed_word("");
  EXPECT_THAT(word.fixed, Contains("title:"));
  EXPECT_FALSE(word.ask);
}

TEST(TypedWord, what_excludes_or_groups_stays_in_front) {
  EXPECT_THAT(typed_word("-(sou").fixed, ElementsAre("-(source:"));
  EXPECT_EQ(completed_word(typed_word("-harb"), "harbour"), "-harbour");
}

TEST(TypedWord, behind_a_field_its_values_are_asked_for_by_the_daemons_name) {
  const TypedWord word = typed_word("by:ann");
  EXPECT_EQ(word.field, "author");
  EXPECT_EQ(word.prefix, "ann");
  EXPECT_THAT(word.fixed, IsEmpty());
  EXPECT_EQ(completed_word(word, "Anna"), "by:Anna");
}

TEST(TypedWord, a_value_of_several_words_comes_in_quotes) {
  EXPECT_EQ(completed_word(typed_word("source:\"Asso"), "Associated Press"),
            "source:\"Associated Press\"");
}

TEST(TypedWord, a_title_has_words_and_a_path_has_none) {
  EXPECT_TRUE(typed_word("title:har").ask);
  EXPECT_EQ(typed_word("title:har").field, "");
  EXPECT_FALSE(typed_word("path:har").ask);
}

TEST(TypedWord, dates_need_no_daemon) {
  const TypedWord word = typed_word("date:y");
  EXPECT_THAT(word.fixed, ElementsAre("date:yesterday"));
  EXPECT_FALSE(word.ask);
}

}  // namespace
}  // namespace quire::cli
