#include "daemon/commands/cursor.h"

#include <gtest/gtest.h>

namespace quire::commands {
namespace {

using store::PageStart;
using store::Sort;

TEST(Cursor, brings_back_what_it_was_made_of) {
  const PageStart page{-86'400, {1, 0xffff'ffff'ffff, 0x0123'4567'89ab}};
  const std::string text = cursor_text("border", Sort::kOldest, page);
  const auto read = read_cursor(text, "border", Sort::kOldest);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, page);
}

TEST(Cursor, by_relevance_has_no_time) {
  const PageStart page{std::nullopt, {7}};
  const auto read =
      read_cursor(cursor_text("border", Sort::kRelevance, page), "border", Sort::kRelevance);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, page);
}

TEST(Cursor, brings_back_from_when_ages_are_counted) {
  PageStart page{std::nullopt, {7}};
  page.as_of = 1'543'924'800;
  const std::string text = cursor_text("border", Sort::kRelevance, page);
  const auto read = read_cursor(text, "border", Sort::kRelevance);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, page);
  EXPECT_EQ(read_cursor(text, "border", Sort::kNewest).error().message,
            "\"cursor\" is that of another order");
}

TEST(Cursor, can_stand_in_a_shell_and_an_address_as_it_is) {
  const PageStart page{0, {0xfbff'bfff'bfff}};
  const std::string text = cursor_text("a", Sort::kNewest, page);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789-_"),
            std::string::npos);
  EXPECT_NE(text.front(), '-') << "an option to the shell's programs";
}

TEST(Cursor, is_that_of_one_query_and_order) {
  const std::string text = cursor_text("border", Sort::kNewest, {5, {}});
  EXPECT_EQ(read_cursor(text, "police", Sort::kNewest).error().message,
            "\"cursor\" is that of another query");
  EXPECT_EQ(read_cursor(text, "border", Sort::kOldest).error().message,
            "\"cursor\" is that of another order");
}

TEST(Cursor, that_is_none_is_refused) {
  const std::string text = cursor_text("border", Sort::kNewest, {5, {1}});
  for (const std::string& broken :
       {std::string("x"), std::string("next"), text.substr(0, text.size() - 1), text + "=",
        text.substr(0, 9), text.substr(0, 17) + "        "}) {
    const auto read = read_cursor(broken, "border", Sort::kNewest);
    ASSERT_FALSE(read.ok()) << broken;
    EXPECT_EQ(read.error().code, ErrorCode::kInvalidArgument);
  }
}

TEST(Cursor, reaches_so_far_and_then_says_so) {
  PageStart page;
  page.shown.assign(kMostShown - 1, 1);
  EXPECT_TRUE(read_cursor(cursor_text("a", Sort::kRelevance, page), "a", Sort::kRelevance).ok());
  page.shown.push_back(1);
  EXPECT_EQ(
      read_cursor(cursor_text("a", Sort::kRelevance, page), "a", Sort::kRelevance).error().code,
      ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace quire::commands
