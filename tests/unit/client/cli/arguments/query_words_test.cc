#include "client/cli/arguments/query_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SplitArguments split(const std::vector<std::string>& arguments) {
  return split_query_words(arguments, [](std::string_view option) {
    return option == "-n" || option == "--limit" || option == "--socket";
  });
}

TEST(QueryWords, words_are_taken_out_in_their_order) {
  const auto result = split({"search", "border", "--sync", "police"});
  EXPECT_THAT(result.options, ElementsAre("search", "--sync"));
  EXPECT_THAT(result.words, ElementsAre("border", "police"));
}

TEST(QueryWords, a_word_that_begins_with_a_minus_is_a_word) {
  EXPECT_THAT(split({"search", "border", "-police", "-nato", "-h2o"}).words,
              ElementsAre("border", "-police", "-nato", "-h2o"));
}

TEST(QueryWords, short_options_are_letters_alone_or_before_a_number) {
  const auto result = split({"search", "-n", "5", "border", "-n20", "-h"});
  EXPECT_THAT(result.options, ElementsAre("search", "-n", "5", "-n20", "-h"));
  EXPECT_THAT(result.words, ElementsAre("border"));
}

TEST(QueryWords, the_value_of_an_option_is_no_word) {
  const auto result = split({"search", "--limit", "5", "--limit=6", "border"});
  EXPECT_THAT(result.options, ElementsAre("search", "--limit", "5", "--limit=6"));
  EXPECT_THAT(result.words, ElementsAre("border"));
}

TEST(QueryWords, all_after_two_minuses_is_words) {
  const auto result = split({"search", "--sync", "--", "--limit", "-n", "--"});
  EXPECT_THAT(result.options, ElementsAre("search", "--sync"));
  EXPECT_THAT(result.words, ElementsAre("--limit", "-n", "--"));
}

TEST(QueryWords, options_may_stand_before_the_command) {
  const auto result = split({"--socket", "search", "--json", "search", "border"});
  EXPECT_THAT(result.options, ElementsAre("--socket", "search", "--json", "search"));
  EXPECT_THAT(result.words, ElementsAre("border"));
}

TEST(QueryWords, an_empty_query_is_a_word) {
  EXPECT_THAT(split({"search", ""}).words, ElementsAre(""));
}

TEST(QueryWords, of_other_commands_nothing_is_taken_out) {
  const auto result = split({"show", "search", "-x", "a b"});
  EXPECT_THAT(result.options, ElementsAre("show", "search", "-x", "a b"));
  EXPECT_THAT(result.words, IsEmpty());
}

}  // namespace
}  // namespace quire::cli
