// What only the polling backend does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/daemon/watch/watch_fixture.h"

namespace quire::watch {
namespace {

class PollingWatcherTest : public WatchFixture, public testing::Test {
 protected:
  void SetUp() override {
    drop("a/x.txt", "x");
    drop("b/y.txt", "x");
    start_and_wait(Backend::kPolling);
  }
};

TEST_F(PollingWatcherTest, files_of_a_folder_that_cannot_be_read_for_a_while_are_not_gone) {
  files_.fail(folder_.at("drop/a"), Error{ErrorCode::kIo, "the disk is tired", {}});
  sync();
  sync();
  EXPECT_FALSE(listener_.has_file("a/x.txt"));
  files_.heal(folder_.at("drop/a"));
  listener_.records.clear();
  drop("a/x.txt", "changed");
  sync();
  EXPECT_TRUE(listener_.has_file("a/x.txt"));
}

TEST_F(PollingWatcherTest, what_is_there_may_be_half_written_and_what_is_gone_is_settled) {
  drop("a/x.txt", "changed");
  folder_.remove("drop/b");
  sync();
  EXPECT_TRUE(listener_.has_file("a/x.txt", Settled::kNo));
  EXPECT_FALSE(listener_.has_file("a/x.txt", Settled::kYes));
  EXPECT_TRUE(listener_.has_file("b/y.txt", Settled::kYes));
}

TEST_F(PollingWatcherTest, a_file_that_stands_still_is_told_no_more) {
  drop("a/x.txt", "changed");
  sync();
  listener_.records.clear();
  sync();
  EXPECT_FALSE(listener_.mentions("a"));
}

TEST_F(PollingWatcherTest, without_being_hurried_it_looks_again_after_its_interval) {
  drop("a/new.txt", "x");
  EXPECT_TRUE(run_until([&] { return listener_.has_file("a/new.txt"); }));
}

}  // namespace
}  // namespace quire::watch
