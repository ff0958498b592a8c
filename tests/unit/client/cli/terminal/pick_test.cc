#include "client/cli/terminal/pick.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::cli {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(Pick, fzf_begins_with_the_query_and_asks_again_at_every_change) {
  const Words words = fzf_words("'/bin/quire'", "-harbour 'strike'");
  EXPECT_EQ(words.front(), "fzf");
  EXPECT_THAT(words, Contains("--query=-harbour 'strike'"));
  EXPECT_THAT(words, Contains(testing::StartsWith("--bind=change:reload:'/bin/quire' search")));
}

TEST(Pick, without_an_article_the_preview_says_what_the_search_says) {
  const Words words = fzf_words("'/bin/quire'", "");
  EXPECT_THAT(words,
              Contains(testing::AllOf(
                  testing::StartsWith("--preview=if [ -n {1} ]; then '/bin/quire' "),
                  testing::HasSubstr("; else '/bin/quire' search --typing --limit 0 -- {q}; fi"))));
}

TEST(Pick, the_picked_line_names_the_very_bytes_of_the_path) {
  const auto picked = picked_of("0123456789abcdef\tfile:///in/caf%E9%0A.txt\t12\tA title\n");
  ASSERT_TRUE(picked);
  EXPECT_EQ(picked->path, "/in/caf\xE9\n.txt");
  EXPECT_EQ(picked->line, "12");
}

TEST(Pick, without_a_line_nothing_was_picked) {
  EXPECT_FALSE(picked_of(""));
  EXPECT_FALSE(picked_of("no tabs\n"));
}

TEST(Pick, editors_are_told_the_line_in_their_own_way) {
  const Picked picked{"/a b.txt", "12"};
  EXPECT_THAT(editor_words("/usr/bin/vim -R", picked),
              ElementsAre("sh", "-c", "/usr/bin/vim -R \"$@\"", "vim", "+12", "/a b.txt"));
  EXPECT_THAT(editor_words("code", picked),
              ElementsAre("sh", "-c", "code \"$@\"", "code", "--goto", "/a b.txt:12"));
  EXPECT_THAT(editor_words("hx", picked),
              ElementsAre("sh", "-c", "hx \"$@\"", "hx", "/a b.txt:12"));
}

TEST(Program, a_shells_word_is_read_back_as_it_was) {
  const auto end = run_program({"sh", "-c", "printf %s " + shell_word("a 'b' $c \\d")}, {});
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(end->output, "a 'b' $c \\d");
}

TEST(Program, its_status_and_what_is_added_to_the_environment_arrive) {
  const auto end = run_program({"sh", "-c", "printf %s $QUIRE_A; exit 3"}, {{"QUIRE_A", "b"}});
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(end->output, "b");
  EXPECT_EQ(end->status, 3);
}

TEST(Program, one_that_is_not_installed_is_not_found) {
  const auto end = run_program({"no-such-program-of-quire"}, {});
  ASSERT_FALSE(end.ok());
  EXPECT_EQ(end.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace quire::cli
