#include "daemon/watch/watch_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::watch {
namespace {

using testing::IsEmpty;
using testing::Pointee;
using testing::UnorderedElementsAre;

TEST(WatchTree, a_watch_is_found_by_its_number_and_by_its_path) {
  WatchTree tree;
  EXPECT_EQ(tree.add(7, "a/b"), std::nullopt);
  EXPECT_THAT(tree.path_of(7), Pointee(std::string("a/b")));
  EXPECT_TRUE(tree.contains("a/b"));
  EXPECT_FALSE(tree.contains("a"));
  EXPECT_EQ(tree.path_of(8), nullptr);
}

TEST(WatchTree, a_watch_that_is_added_again_stands_for_its_new_path_alone) {
  WatchTree tree;
  tree.add(7, "old");
  tree.add(7, "new");
  EXPECT_THAT(tree.path_of(7), Pointee(std::string("new")));
  EXPECT_FALSE(tree.contains("old"));
  EXPECT_EQ(tree.size(), 1U);
}

TEST(WatchTree, another_watch_for_a_path_displaces_the_one_that_was_there) {
  WatchTree tree;
  tree.add(7, "a");
  EXPECT_EQ(tree.add(8, "a"), 7);
  EXPECT_EQ(tree.path_of(7), nullptr);
  EXPECT_THAT(tree.path_of(8), Pointee(std::string("a")));
}

TEST(WatchTree, removing_a_subtree_takes_what_is_below_and_not_what_is_named_alike) {
  WatchTree tree;
  tree.add(1, "");
  tree.add(2, "a");
  tree.add(3, "a/b");
  tree.add(4, "a/b/c");
  tree.add(5, "a.b");
  tree.add(6, "ab");
  EXPECT_THAT(tree.remove_subtree("a"), UnorderedElementsAre(2, 3, 4));
  EXPECT_THAT(tree.watches(), UnorderedElementsAre(1, 5, 6));
  EXPECT_THAT(tree.remove_subtree("a"), IsEmpty());
}

TEST(WatchTree, the_subtree_of_the_drop_folder_is_everything) {
  WatchTree tree;
  tree.add(1, "");
  tree.add(2, "a");
  EXPECT_THAT(tree.remove_subtree(""), UnorderedElementsAre(1, 2));
  EXPECT_EQ(tree.size(), 0U);
}

TEST(WatchTree, removing_one_watch_leaves_those_below_it) {
  WatchTree tree;
  tree.add(1, "a");
  tree.add(2, "a/b");
  tree.remove(1);
  EXPECT_THAT(tree.watches(), UnorderedElementsAre(2));
}

}  // namespace
}  // namespace quire::watch
