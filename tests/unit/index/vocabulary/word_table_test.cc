#include "index/vocabulary/word_table.h"

#include <gmock/gmock.h>

#include "tests/unit/index/vocabulary/tables.h"

namespace quire::vocabulary {
namespace {

std::map<std::string, std::uint64_t> all_of(const WordTable& table) {
  std::map<std::string, std::uint64_t> words;
  for (auto at = table.begin(); !at.at_end(); at.next())
    words[std::string(at.word())] = at.articles();
  return words;
}

TEST(WordTable, gives_its_words_in_order_with_their_articles) {
  const auto words = alike_words(1000, 1);
  const WordTable table = table_of(words);
  EXPECT_EQ(table.size(), 1000U);
  std::string before;
  for (auto at = table.begin(); !at.at_end(); at.next()) {
    EXPECT_LT(before, at.word());
    before = at.word();
  }
  EXPECT_EQ(all_of(table), words);
}

TEST(WordTable, knows_how_many_articles_have_a_word) {
  const auto words = alike_words(1000, 2);
  const WordTable table = table_of(words);
  for (const auto& [word, articles] : words) EXPECT_EQ(table.articles(word), articles) << word;
  EXPECT_EQ(table.articles("aabbccd"), 0U);
  EXPECT_EQ(table.articles(""), 0U);
  EXPECT_EQ(table.articles("zzz"), 0U);
}

TEST(WordTable, a_number_of_articles_may_be_large) {
  const WordTable table = table_of({{"the", 5'000'000'000}});
  EXPECT_EQ(table.articles("the"), 5'000'000'000U);
}

TEST(WordTable, an_empty_one_is_at_its_end) {
  const WordTable table;
  EXPECT_TRUE(table.begin().at_end());
  EXPECT_TRUE(table.at_least("a").at_end());
  EXPECT_EQ(table.articles("a"), 0U);
}

TEST(WordTable, seeks_the_first_word_that_is_not_before) {
  const auto words = alike_words(500, 3);
  const WordTable table = table_of(words);
  for (const auto& [wanted, ignored] : alike_words(500, 4)) {
    const auto expected = words.lower_bound(wanted);
    const auto at = table.at_least(wanted);
    ASSERT_EQ(at.at_end(), expected == words.end()) << wanted;
    if (!at.at_end()) {
      EXPECT_EQ(at.word(), expected->first);
    }
  }
}

TEST(WordTable, a_cursor_seeks_forwards_from_where_it_is) {
  const auto words = alike_words(500, 3);
  const WordTable table = table_of(words);
  auto at = table.begin();
  for (const auto& [wanted, ignored] : alike_words(100, 4)) {
    at.seek(wanted);
    const auto expected = words.lower_bound(wanted);
    if (expected == words.end()) break;
    EXPECT_EQ(at.word(), expected->first);
  }
}

TEST(WordTable, skips_all_that_begins_alike) {
  const WordTable table = table_of({{"gate", 1}, {"migrant", 1}, {"migrate", 1}, {"mild", 1}});
  auto at = table.at_least("migrant");
  at.skip_prefix(3);
  EXPECT_EQ(at.word(), "mild");
  at.skip_prefix(1);
  EXPECT_TRUE(at.at_end());
}

TEST(WordTable, finds_a_word_by_its_number) {
  const WordTable table = table_of(alike_words(100, 5));
  for (auto at = table.begin(); !at.at_end(); at.next()) {
    EXPECT_EQ(table.at(at.index()).word(), at.word());
  }
  EXPECT_TRUE(table.at(100).at_end());
}

TEST(WordTable, two_merged_have_all_words_and_the_articles_of_both) {
  const WordTable both =
      merged(table_of({{"a", 1}, {"c", 2}, {"d", 3}}), table_of({{"b", 5}, {"c", 7}}));
  EXPECT_EQ(all_of(both),
            (std::map<std::string, std::uint64_t>{{"a", 1}, {"b", 5}, {"c", 9}, {"d", 3}}));
}

TEST(WordTable, takes_less_memory_than_its_words_have_letters) {
  std::map<std::string, std::uint64_t> words;
  std::size_t letters = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string word = "international" + std::to_string(10'000 + i);
    letters += word.size();
    words[word] = 1;
  }
  EXPECT_LT(table_of(words).bytes(), letters / 2);
}

}  // namespace
}  // namespace quire::vocabulary
