#include "index/vocabulary/levenshtein_automaton.h"

#include <gmock/gmock.h>

#include "tests/unit/index/vocabulary/edit_distance.h"
#include "tests/unit/index/vocabulary/tables.h"

namespace quire::vocabulary {
namespace {

std::optional<std::uint32_t> distance(std::string_view from, std::string_view to,
                                      std::uint32_t limit) {
  LevenshteinAutomaton automaton(from, limit);
  std::size_t depth = 0;
  for (const char32_t c : characters_of(to)) {
    if (!automaton.read(depth++, c)) return std::nullopt;
  }
  return automaton.distance(depth);
}

TEST(LevenshteinAutomaton, counts_a_character_more_less_or_another_as_one_edit) {
  EXPECT_EQ(distance("caravan", "caravan", 2), 0U);
  EXPECT_EQ(distance("caravan", "carravan", 2), 1U);
  EXPECT_EQ(distance("caravan", "carvan", 2), 1U);
  EXPECT_EQ(distance("caravan", "cabavan", 2), 1U);
  EXPECT_EQ(distance("caravan", "cabavann", 2), 2U);
  EXPECT_EQ(distance("caravan", "cabavann", 1), std::nullopt);
}

TEST(LevenshteinAutomaton, counts_two_neighbours_exchanged_as_one_edit) {
  EXPECT_EQ(distance("neilsen", "nielsen", 1), 1U);
  EXPECT_EQ(distance("ab", "ba", 1), 1U);
  EXPECT_EQ(distance("abcd", "badc", 2), 2U);
  EXPECT_EQ(distance("ab", "bca", 2), std::nullopt);  // exchanged and then edited again
}

TEST(LevenshteinAutomaton, counts_characters_and_not_bytes) {
  EXPECT_EQ(distance("мир", "пир", 1), 1U);
  EXPECT_EQ(distance("мир", "имр", 1), 1U);
}

TEST(LevenshteinAutomaton, an_empty_word_is_as_far_as_the_other_is_long) {
  EXPECT_EQ(distance("", "ab", 2), 2U);
  EXPECT_EQ(distance("ab", "", 2), 2U);
  EXPECT_EQ(distance("", "abc", 2), std::nullopt);
}

TEST(LevenshteinAutomaton, tells_early_that_nothing_that_begins_so_is_near) {
  LevenshteinAutomaton automaton("caravan", 1);
  EXPECT_TRUE(automaton.read(0, 'x'));
  EXPECT_TRUE(automaton.read(1, 'a'));
  EXPECT_FALSE(automaton.read(2, 'y'));
}

TEST(LevenshteinAutomaton, goes_back_to_what_was_read_before) {
  LevenshteinAutomaton automaton("mild", 1);
  const std::u32string first = U"milk";
  for (std::size_t i = 0; i < first.size(); ++i) ASSERT_TRUE(automaton.read(i, first[i]));
  EXPECT_EQ(automaton.distance(4), 1U);
  ASSERT_TRUE(automaton.read(3, 'd'));
  EXPECT_EQ(automaton.distance(4), 0U);
}

TEST(LevenshteinAutomaton, agrees_with_the_whole_table_of_distances) {
  const auto words = alike_words(400, 11);
  for (const auto& [from, ignored] : alike_words(100, 12)) {
    for (const auto& [to, also_ignored] : words) {
      const std::uint32_t expected = edit_distance(from, to);
      for (const std::uint32_t limit : {1U, 2U}) {
        const auto found = distance(from, to, limit);
        EXPECT_EQ(found, expected <= limit ? std::optional(expected) : std::nullopt)
            << from << " " << to << " " << limit;
      }
    }
  }
}

}  // namespace
}  // namespace quire::vocabulary
