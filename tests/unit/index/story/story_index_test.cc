#include <gtest/gtest.h>

#include "index/base/format.h"
#include "tests/unit/index/story/story_fixture.h"

namespace quire::story {
namespace {

// `count` words that no text of another seed has.
std::string words(const std::string& seed, std::size_t count, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < from + count; ++i) text += format("{}{} ", seed, i);
  return text;
}

TEST(StoryIndex, an_edited_copy_is_of_the_story_of_the_first_who_published_it) {
  StoryShelf shelf;
  shelf.add(7, words("flood", 100), 20);
  shelf.add(9, words("flood", 90) + words("new", 10), 10);
  EXPECT_EQ(shelf.story_of(7), 9U);
  EXPECT_EQ(shelf.story_of(9), 9U);
}

TEST(StoryIndex, a_text_cut_to_its_half_still_joins) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 400));
  shelf.add(2, words("flood", 200));
  EXPECT_EQ(shelf.story_of(2), 1U);
}

TEST(StoryIndex, a_small_part_of_a_round_up_is_no_version_of_it) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 60) + words("storm", 200));
  shelf.add(2, words("flood", 60));
  EXPECT_EQ(shelf.story_of(2), 2U);
}

TEST(StoryIndex, texts_that_share_less_than_is_asked_for_stand_alone) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 60) + words("a", 40));
  shelf.add(2, words("flood", 60) + words("b", 40));
  EXPECT_EQ(shelf.story_of(2), 2U);
  StoryShelf easy(0.5);
  easy.add(1, words("flood", 60) + words("a", 40));
  easy.add(2, words("flood", 60) + words("b", 40));
  EXPECT_EQ(easy.story_of(2), 1U);
}

TEST(StoryIndex, a_report_of_other_names_and_numbers_is_another_one) {
  const std::string report = words("the shares of the company rose by", 60);
  StoryShelf shelf;
  shelf.add(1, report + "for Alder, Birch, Cedar and Dogwood from 11 to 12 and 13 to 14 percent");
  shelf.add(2, report + "for Elm, Fir, Ginkgo and Hazel from 21 to 22 and 23 to 24 percent");
  EXPECT_EQ(shelf.story_of(2), 2U);
}

TEST(StoryIndex, short_texts_are_the_same_only_when_all_words_are) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 30));
  shelf.add(2, words("flood", 30));
  shelf.add(3, words("flood", 29));
  EXPECT_EQ(shelf.story_of(2), 1U);
  EXPECT_EQ(shelf.story_of(3), 3U);
}

TEST(StoryIndex, a_short_report_that_begins_with_another_day_is_another_one) {
  const std::string report = words("the bank sets a tender at a rate of", 60);
  StoryShelf shelf;
  shelf.add(1, "FRANKFURT, March 3 - " + report);
  shelf.add(2, "FRANKFURT, March 4 - " + report);
  shelf.add(3, "FRANKFURT, 12 Sept - " + report);
  EXPECT_EQ(shelf.story_of(2), 1U);
  EXPECT_EQ(shelf.story_of(3), 3U);
}

TEST(StoryIndex, the_turn_of_the_year_is_no_distance) {
  const std::string report = words("flood", 100);
  StoryShelf shelf;
  shelf.add(1, "LISBON, Dec 31 - " + report);
  shelf.add(2, "LISBON, Jan 1 - " + report);
  EXPECT_EQ(shelf.story_of(2), 1U);
}

TEST(StoryIndex, a_text_that_was_published_much_later_is_another_one_the_shorter_the_sooner) {
  constexpr UnixSeconds kDay = 86'400;
  StoryShelf shelf;
  shelf.add(1, words("flood", 100), 0);
  shelf.add(2, words("flood", 99), 4 * kDay);
  EXPECT_EQ(shelf.story_of(2), 2U);
  shelf.add(3, words("storm", 900), 0);
  shelf.add(4, words("storm", 890), 4 * kDay);
  EXPECT_EQ(shelf.story_of(4), 3U);
}

TEST(StoryIndex, a_flash_of_another_day_is_another_one) {
  StoryShelf shelf;
  shelf.add(1, "dollar opens at 1.80", 1000);
  shelf.add(2, "dollar opens at 1.80", 4600);
  shelf.add(3, "dollar opens at 1.80", 90'000);
  EXPECT_EQ(shelf.story_of(2), 1U);
  EXPECT_EQ(shelf.story_of(3), 3U);
}

TEST(StoryIndex, when_two_stories_turn_out_to_be_one_it_has_the_earlier_ones_id) {
  StoryShelf shelf;
  const std::string first = words("flood", 100);
  shelf.add(1, first + words("a", 100), 10);
  shelf.add(2, first + words("b", 100), 20);
  EXPECT_EQ(shelf.story_of(2), 2U);
  shelf.add(3, first + words("a", 90) + words("b", 90), 30);
  EXPECT_EQ(shelf.story_of(1), 1U);
  EXPECT_EQ(shelf.story_of(2), 1U);
  EXPECT_EQ(shelf.story(3)->members.size(), 3U);
  shelf.remove(3);
  EXPECT_EQ(shelf.story_of(2), 2U) << "what hung together by it falls apart";
}

TEST(StoryIndex, without_its_first_article_a_story_is_that_of_the_next) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 100), 10);
  shelf.add(2, words("flood", 100), 20);
  shelf.add(3, words("flood", 95), 30);
  shelf.remove(1);
  EXPECT_EQ(shelf.story_of(3), 2U);
  EXPECT_EQ(shelf.story_of(1), 1U);
}

TEST(StoryIndex, an_article_that_comes_again_is_in_one_story_only) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 100));
  shelf.add(2, words("flood", 95));
  shelf.add(2, words("storm", 100));
  EXPECT_EQ(shelf.story_of(2), 2U);
  EXPECT_EQ(shelf.story(1), nullptr);
}

TEST(StoryIndex, a_row_of_words_that_many_stories_have_joins_none) {
  StoryShelf shelf;
  for (ArticleNumber i = 1; i <= 100; ++i) {
    shelf.add(i, words(format("story{}x", i), 60) + words("boilerplate", 50));
  }
  for (ArticleNumber i = 1; i <= 100; ++i) EXPECT_EQ(shelf.story_of(i), i);
}

TEST(StoryIndex, a_story_of_many_versions_takes_one_more) {
  StoryShelf shelf;
  for (ArticleNumber i = 1; i <= 200; ++i) {
    shelf.add(i, words("flood", 100) + words(format("paper{}x", i), 8));
  }
  EXPECT_EQ(shelf.story(200)->members.size(), 200U);
}

TEST(StoryIndex, what_its_source_calls_the_same_replaces_what_came_before) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 100), 10, {77});
  shelf.add(2, words("storm", 100), 20, {77});
  const auto story = shelf.story(2);
  ASSERT_EQ(story->members.size(), 2U);
  EXPECT_TRUE(story->members[0].replaced);
  EXPECT_FALSE(story->members[1].replaced);
}

// A card with that name and without a text.
Card named(ArticleNumber article, UnixSeconds when, std::optional<std::uint64_t> version = {},
           bool withdraws = false) {
  Card card = StoryShelf::card(article, "", when, {77});
  card.version = version;
  card.withdraws = withdraws;
  return card;
}

TEST(StoryIndex, a_withdrawal_takes_back_what_came_before_it_in_any_order) {
  for (const bool late : {false, true}) {
    StoryShelf shelf;
    if (late) shelf.add(named(2, 20, {}, true));
    shelf.add(1, words("flood", 100), 10, {77});
    if (!late) shelf.add(named(2, 20, {}, true));
    ASSERT_NE(shelf.story(1), nullptr);
    EXPECT_EQ(shelf.story(1)->members.size(), 2U);
    EXPECT_TRUE(shelf.story(1)->is_withdrawn(1));
    EXPECT_TRUE(shelf.story(1)->is_withdrawn(2));
    EXPECT_TRUE(shelf.story(1)->find(2)->withdraws);
    shelf.remove(2);
    EXPECT_EQ(shelf.story(1), nullptr);
  }
}

TEST(StoryIndex, a_withdrawal_alone_is_withdrawn_itself) {
  StoryShelf shelf;
  shelf.add(named(2, 20, {}, true));
  ASSERT_NE(shelf.story(2), nullptr);
  EXPECT_TRUE(shelf.story(2)->is_withdrawn(2));
}

TEST(StoryIndex, what_is_published_again_after_a_withdrawal_is_not_withdrawn) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 100), 10, {77});
  shelf.add(named(2, 20, {}, true));
  shelf.add(3, words("flood", 101), 30, {77});
  EXPECT_TRUE(shelf.story(1)->is_withdrawn(1));
  EXPECT_FALSE(shelf.story(1)->is_withdrawn(3));
  EXPECT_FALSE(shelf.story(3)->find(3)->replaced);
}

TEST(StoryIndex, a_withdrawal_leaves_another_papers_copy) {
  StoryShelf shelf;
  shelf.add(1, words("flood", 100), 10, {77});
  shelf.add(2, words("flood", 95), 15);
  shelf.add(named(3, 20, {}, true));
  EXPECT_TRUE(shelf.story(2)->is_withdrawn(1));
  EXPECT_FALSE(shelf.story(2)->is_withdrawn(2));
}

TEST(StoryIndex, versions_order_what_has_one_name_before_time_does) {
  StoryShelf shelf;
  shelf.add(named(1, 30, 1));
  shelf.add(named(2, 20, 2, true));
  shelf.add(named(3, 10, 3));
  const auto story = shelf.story(1);
  ASSERT_EQ(story->members.size(), 3U);
  EXPECT_EQ(story->members[0].article, 1U);
  EXPECT_EQ(story->members[2].article, 3U);
  EXPECT_TRUE(story->find(1)->replaced);
  EXPECT_TRUE(story->is_withdrawn(1));
  EXPECT_FALSE(story->find(3)->replaced);
  EXPECT_FALSE(story->is_withdrawn(3));
}

TEST(StoryIndex, time_orders_what_is_not_numbered_throughout) {
  StoryShelf shelf;
  shelf.add(named(1, 30, 1));
  shelf.add(named(2, 20));
  shelf.add(named(3, 10, 3));
  EXPECT_EQ(shelf.story(1)->members.back().article, 1U);
  EXPECT_TRUE(shelf.story(1)->find(3)->replaced);
}

}  // namespace
}  // namespace quire::story
