#include "daemon/watch/ignore_rules.h"

#include <gtest/gtest.h>

namespace quire::watch {
namespace {

TEST(IgnoreRules, names_of_unfinished_and_hidden_files_are_ignored_everywhere) {
  const IgnoreRules rules;
  for (const char* name : {".hidden", "draft.txt~", "a.tmp", "a.part", "a.crdownload", ".a.swp",
                           "a.swp", ".#lock", "#autosave#", "a.filepart", ".quire-cookie-1"}) {
    EXPECT_TRUE(rules.ignores(name)) << name;
    EXPECT_TRUE(rules.ignores(std::string("folder/") + name)) << name;
  }
}

TEST(IgnoreRules, ordinary_names_are_not_ignored) {
  const IgnoreRules rules;
  for (const char* name : {"a.txt", "tmp", "a.tmp.txt", "~a", "#tag", "#", "a#", "part", "a.b/c",
                           "with\nnewline", "\xff\xfe"}) {
    EXPECT_FALSE(rules.ignores(name)) << name;
  }
}

TEST(IgnoreRules, the_drop_folder_itself_is_never_ignored) {
  EXPECT_FALSE(IgnoreRules({"*"}).ignores(""));
}

TEST(IgnoreRules, only_the_last_name_of_a_path_is_asked_about) {
  EXPECT_FALSE(IgnoreRules().ignores(".hidden/a.txt"));
}

TEST(IgnoreRules, a_glob_without_a_slash_is_matched_against_the_name) {
  const IgnoreRules rules({"*.bak", "Thumbs.db"});
  EXPECT_TRUE(rules.ignores("a.bak"));
  EXPECT_TRUE(rules.ignores("deep/down/a.bak"));
  EXPECT_TRUE(rules.ignores("x/Thumbs.db"));
  EXPECT_FALSE(rules.ignores("a.bak.txt"));
}

TEST(IgnoreRules, a_glob_with_a_slash_is_matched_against_the_whole_path) {
  const IgnoreRules rules({"archive/*.txt"});
  EXPECT_TRUE(rules.ignores("archive/a.txt"));
  EXPECT_FALSE(rules.ignores("archive/deep/a.txt"));
  EXPECT_FALSE(rules.ignores("other/archive/a.txt"));
}

TEST(IgnoreRules, slashes_at_the_ends_of_a_glob_anchor_it_or_mean_nothing) {
  EXPECT_TRUE(IgnoreRules({"/drafts"}).ignores("drafts"));
  EXPECT_FALSE(IgnoreRules({"/drafts"}).ignores("x/drafts"));
  EXPECT_TRUE(IgnoreRules({"drafts/"}).ignores("x/drafts"));
}

TEST(IgnoreRules, a_star_matches_a_leading_dot) {
  EXPECT_TRUE(IgnoreRules({"*"}).ignores("a.txt"));
  EXPECT_TRUE(IgnoreRules({"x/?visible"}).ignores("x/.visible"));
}

}  // namespace
}  // namespace quire::watch
