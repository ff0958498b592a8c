#include "daemon/ingest/reconcile/moved_files.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

TEST(MovedFiles, a_new_file_with_the_state_of_one_that_has_gone_was_moved) {
  MovedFiles moved;
  moved.add_new("new/a.txt", 1);
  moved.add_new("new/b.txt", 2);
  EXPECT_TRUE(moved.may_be_new(1));
  EXPECT_FALSE(moved.may_be_new(3));
  moved.add_gone("old/a.txt", 1);
  moved.add_gone("old/c.txt", 3);
  EXPECT_EQ(moved.moved(), 1U);
  EXPECT_EQ(moved.origin("new/a.txt"), "old/a.txt");
  EXPECT_EQ(moved.origin("new/b.txt"), "");
}

TEST(MovedFiles, two_new_names_of_one_file_are_read) {
  MovedFiles moved;
  moved.add_new("a.txt", 1);
  moved.add_new("b.txt", 1);
  moved.add_gone("old.txt", 1);
  EXPECT_EQ(moved.moved(), 0U);
}

TEST(MovedFiles, a_file_whose_ending_has_changed_is_read_in_another_way) {
  MovedFiles moved;
  moved.add_new("a.md", 1);
  moved.add_gone("a.txt", 1);
  EXPECT_EQ(moved.moved(), 0U);
  moved.add_new("folder.d/b", 2);
  moved.add_gone("other/b", 2);
  EXPECT_EQ(moved.origin("folder.d/b"), "other/b");
}

TEST(MovedFiles, one_that_has_gone_twice_was_moved_from_one_place) {
  MovedFiles moved;
  moved.add_new("a.txt", 1);
  moved.add_gone("x.txt", 1);
  moved.add_gone("y.txt", 1);
  EXPECT_EQ(moved.origin("a.txt"), "x.txt");
  EXPECT_EQ(moved.moved(), 1U);
}

}  // namespace
}  // namespace quire::ingest
