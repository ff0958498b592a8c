#include "index/query/translation/plain_text.h"

#include <gtest/gtest.h>

#include "index/query/syntax/parser.h"

namespace quire::query {
namespace {

std::string tree_of(std::string_view text) {
  const auto node = parse(as_plain_text(text));
  return node ? describe(*node) : "!" + node.error().message;
}

TEST(PlainText, operators_are_words) {
  EXPECT_EQ(tree_of("TRIALS AND ERRORS"), "(some (word TRIALS) (word AND) (word ERRORS))");
  EXPECT_EQ(tree_of("a NEAR miss"), "(some (word a) (word NEAR) (word miss))");
}

TEST(PlainText, signs_are_none) {
  EXPECT_EQ(tree_of("what? (this"), "(some (word what?) (word (this))");
  EXPECT_EQ(tree_of("-a +b =c d* e~2"),
            "(some (word -a) (word +b) (word =c) (word d*) (word e~2))");
}

TEST(PlainText, fields_are_none) {
  EXPECT_EQ(tree_of("note:this title:that"), "(some (word note:this) (word title:that))");
}

TEST(PlainText, quotes_do_not_make_phrases) {
  EXPECT_EQ(tree_of("he said \"no"), "(some (word he) (word said) (word \"no))");
  EXPECT_EQ(tree_of("“so it is”"), "(some (word \"so) (word it) (word is\"))");
}

TEST(PlainText, a_backslash_is_itself) { EXPECT_EQ(tree_of("a\\b"), "(word a\\b)"); }

}  // namespace
}  // namespace quire::query
