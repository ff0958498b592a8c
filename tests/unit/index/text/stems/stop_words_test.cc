#include "index/text/stems/stop_words.h"

#include <gtest/gtest.h>

namespace quire::text {
namespace {

TEST(StopWords, function_words_are_told_from_loose_ones) {
  EXPECT_EQ(stop_word("the", "en"), StopWord::kFunction);
  EXPECT_EQ(stop_word("who", "en"), StopWord::kLoose);
  EXPECT_EQ(stop_word("border", "en"), StopWord::kNone);
}

TEST(StopWords, each_language_has_its_own) {
  EXPECT_EQ(stop_word("und", "de"), StopWord::kFunction);
  EXPECT_EQ(stop_word("und", "en"), StopWord::kNone);
  EXPECT_EQ(stop_word("avec", "fr"), StopWord::kFunction);
  EXPECT_EQ(stop_word("porque", "es"), StopWord::kLoose);
}

TEST(StopWords, a_language_without_a_list_has_none) {
  EXPECT_EQ(stop_word("the", "xx"), StopWord::kNone);
  EXPECT_EQ(stop_word("the", ""), StopWord::kNone);
}

TEST(StopWords, what_is_as_often_a_name_is_none) {
  for (const char* word : {"may", "us", "march"}) EXPECT_EQ(stop_word(word, "en"), StopWord::kNone);
}

TEST(StopWords, no_word_is_none) { EXPECT_EQ(stop_word("", "en"), StopWord::kNone); }

}  // namespace
}  // namespace quire::text
