#include "index/vocabulary/wildcard.h"

#include <gmock/gmock.h>

#include "tests/unit/index/vocabulary/edit_distance.h"
#include "tests/unit/index/vocabulary/tables.h"

namespace quire::vocabulary {
namespace {

bool matches(std::string_view pattern, std::string_view word) {
  return Wildcard(pattern).matches(word);
}

TEST(Wildcard, a_star_is_any_run_of_characters_and_none) {
  EXPECT_TRUE(matches("migra*", "migrant"));
  EXPECT_TRUE(matches("migra*", "migra"));
  EXPECT_TRUE(matches("*gate", "watergate"));
  EXPECT_TRUE(matches("*gate", "gate"));
  EXPECT_TRUE(matches("wa*ga*", "watergate"));
  EXPECT_FALSE(matches("migra*", "migr"));
  EXPECT_FALSE(matches("*gate", "gates"));
  EXPECT_FALSE(matches("ab*b", "ab"));
}

TEST(Wildcard, a_question_mark_is_exactly_one_character) {
  EXPECT_TRUE(matches("wom?n", "women"));
  EXPECT_FALSE(matches("wom?n", "womn"));
  EXPECT_FALSE(matches("wom?n", "womeen"));
  EXPECT_FALSE(matches("women?", "women"));
}

TEST(Wildcard, a_character_may_take_several_bytes) {
  EXPECT_TRUE(matches("м?р", "мир"));
  EXPECT_FALSE(matches("м??р", "мир"));
  EXPECT_TRUE(matches("*?р", "мир"));
}

TEST(Wildcard, without_a_placeholder_it_is_that_word) {
  EXPECT_TRUE(matches("gate", "gate"));
  EXPECT_FALSE(matches("gate", "agate"));
  EXPECT_FALSE(matches("gate", "gates"));
}

TEST(Wildcard, an_earlier_try_is_taken_back) {
  EXPECT_TRUE(matches("*aab*c", "aaaabac"));
  EXPECT_TRUE(matches("a*b?c", "abcbbc"));
  EXPECT_FALSE(matches("a*b?c", "abcbc1"));
}

TEST(Wildcard, its_prefix_is_what_stands_before_the_first_placeholder) {
  EXPECT_EQ(Wildcard("migra*").prefix(), "migra");
  EXPECT_EQ(Wildcard("wom?n*").prefix(), "wom");
  EXPECT_EQ(Wildcard("*gate").prefix(), "");
  EXPECT_EQ(Wildcard("gate").prefix(), "gate");
}

TEST(Wildcard, many_stars_cost_no_more_than_the_square_of_the_word) {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "a*";
  EXPECT_FALSE(matches(pattern + "b", std::string(2000, 'a')));
}

// By trying all.
bool slowly_matches(std::u32string_view pattern, std::u32string_view word) {
  if (pattern.empty()) return word.empty();
  if (pattern[0] == U'*') {
    return slowly_matches(pattern.substr(1), word) ||
           (!word.empty() && slowly_matches(pattern, word.substr(1)));
  }
  return !word.empty() && (pattern[0] == U'?' || pattern[0] == word[0]) &&
         slowly_matches(pattern.substr(1), word.substr(1));
}

TEST(Wildcard, agrees_with_trying_all) {
  const auto words = alike_words(300, 7);
  std::mt19937 random(8);
  for (const auto& [word, ignored] : alike_words(300, 9)) {
    std::string pattern;
    for (const char32_t c : characters_of(word)) {
      const auto kind = random() % 4;
      if (kind == 0) pattern += '*';
      if (kind == 1) pattern += '?';
      if (kind != 1) append_utf8(pattern, c);
    }
    for (const auto& [candidate, also_ignored] : words) {
      EXPECT_EQ(matches(pattern, candidate),
                slowly_matches(characters_of(pattern), characters_of(candidate)))
          << pattern << " " << candidate;
    }
  }
}

}  // namespace
}  // namespace quire::vocabulary
