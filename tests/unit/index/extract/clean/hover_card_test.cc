#include "index/extract/clean/hover_card.h"

#include <gtest/gtest.h>

#include <string>

namespace quire::extract {
namespace {

// The text without its cards.
std::string uncarded(std::string text) {
  std::size_t from = 0;
  while (const auto cut = find_hover_card(text, from)) {
    text.erase(cut->begin, cut->end - cut->begin);
    from = cut->begin;
  }
  return text;
}

TEST(HoverCard, is_cut_out_from_behind_the_name_to_its_end) {
  EXPECT_EQ(uncarded("Minister Jane DoeJane Mary DoeHarbour strike enters third week Port chief "
                     "resigns over crane deal MORE said on Monday."),
            "Minister Jane Doe said on Monday.");
}

TEST(HoverCard, the_full_name_may_begin_otherwise_than_the_name) {
  EXPECT_EQ(uncarded("aides of President RoeRichard Allan RoeGulls, terns lead in island poll MORE "
                     "have said"),
            "aides of President Roe have said");
}

TEST(HoverCard, nicknames_and_particles_are_parts_of_a_full_name) {
  EXPECT_EQ(uncarded("Sen. Bert van DykeHubert (Bert) van Dyke\xE2\x80\x98No more "
                     "cranes,\xE2\x80\x99 says MORE."),
            "Sen. Bert van Dyke.");
}

TEST(HoverCard, a_card_without_headlines_is_one_too) {
  EXPECT_EQ(uncarded("Jane DoeJane Mary Doe MORE left early."), "Jane Doe left early.");
}

TEST(HoverCard, several_in_one_paragraph_all_go) {
  EXPECT_EQ(uncarded("Jane DoeJane Mary DoeOne headline MORE met John RoeJohn P. RoeAnother one "
                     "MORE at noon."),
            "Jane Doe met John Roe at noon.");
}

TEST(HoverCard, what_a_sentence_may_hold_stays) {
  for (const std::string text :
       {"McDonald said that MORE was needed.", "The iPhone and the MacBook cost MORE this year.",
        "Jane DoeJane Mary Doe said that more was to come.",
        "JavaScript and TypeScriptLanguage want MORE attention.",
        "Jane Doe, MORE than anyone, wanted it.", "MORE", "DoeDoe"}) {
    EXPECT_EQ(uncarded(text), text);
  }
}

TEST(HoverCard, an_end_that_is_too_far_away_is_none) {
  const std::string text = "Jane DoeJane Mary Doe" + std::string(2000, 'x') + " MORE";
  EXPECT_EQ(uncarded(text), text);
}

}  // namespace
}  // namespace quire::extract
