// What every backend must do.

#include "daemon/watch/watcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/unit/daemon/watch/watch_fixture.h"

namespace quire::watch {
namespace {

using Kind = RecordingListener::Record::Kind;

class WatcherTest : public WatchFixture, public testing::TestWithParam<Backend> {
 protected:
  void watch() { start_and_wait(GetParam()); }
  // What is told of the operation, all of it.
  void after(const std::function<void()>& operation) {
    listener_.records.clear();
    operation();
    sync();
  }
};

std::string name_of_backend(const testing::TestParamInfo<Backend>& info) {
  switch (info.param) {
    case Backend::kInotify:
      return "inotify";
    case Backend::kFsEvent:
      return "fs_event";
    case Backend::kPolling:
      return "polling";
  }
  return "unknown";
}

INSTANTIATE_TEST_SUITE_P(Backends, WatcherTest,
                         testing::Values(Backend::kInotify, Backend::kFsEvent, Backend::kPolling),
                         name_of_backend);

TEST_P(WatcherTest, nothing_is_told_before_start_has_returned) {
  start(GetParam());
  EXPECT_TRUE(listener_.records.empty());
}

TEST_P(WatcherTest, the_start_is_told_once_and_the_status_says_what_stands) {
  drop("a/b.txt", "x");
  watch();
  sync();
  EXPECT_EQ(listener_.count(Kind::kSubtree, ""), 0U);
  const WatchStatus status = watcher_->status();
  EXPECT_EQ(status.backend, name_of_backend({GetParam(), 0}));
  EXPECT_TRUE(status.root_present);
  EXPECT_EQ(status.watched_folders, GetParam() == Backend::kPolling ? 0U : 2U);
  EXPECT_EQ(status.overflows, 0U);
}

TEST_P(WatcherTest, a_file_written_and_closed_is_told) {
  watch();
  after([&] { drop("a.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("a.txt"));
}

TEST_P(WatcherTest, a_file_renamed_into_the_folder_is_told) {
  watch();
  after([&] { folder_.write_by_rename("drop/a.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("a.txt"));
}

TEST_P(WatcherTest, a_file_renamed_within_is_told_under_both_paths) {
  drop("a.txt", "x");
  folder_.make_folder("drop/sub");
  watch();
  after([&] { folder_.rename("drop/a.txt", "drop/sub/b.txt"); });
  EXPECT_TRUE(listener_.has_file("a.txt"));
  EXPECT_TRUE(listener_.has_file("sub/b.txt"));
}

TEST_P(WatcherTest, a_file_renamed_out_is_told) {
  drop("a.txt", "x");
  watch();
  after([&] { folder_.rename("drop/a.txt", "elsewhere.txt"); });
  EXPECT_TRUE(listener_.has_file("a.txt"));
}

TEST_P(WatcherTest, a_deleted_file_is_told) {
  drop("sub/a.txt", "x");
  watch();
  after([&] { folder_.remove("drop/sub/a.txt"); });
  EXPECT_TRUE(listener_.has_file("sub/a.txt"));
}

TEST_P(WatcherTest, an_overwritten_file_is_told) {
  drop("a.txt", "x");
  watch();
  after([&] { drop("a.txt", "longer than before"); });
  EXPECT_TRUE(listener_.has_file("a.txt"));
}

TEST_P(WatcherTest, links_and_fifos_are_told) {
  drop("a.txt", "x");
  watch();
  after([&] {
    ASSERT_EQ(::link(folder_.at("drop/a.txt").c_str(), folder_.at("drop/hard").c_str()), 0);
    ASSERT_EQ(::symlink("a.txt", folder_.at("drop/soft").c_str()), 0);
    ASSERT_EQ(::mkfifo(folder_.at("drop/fifo").c_str(), 0600), 0);
  });
  EXPECT_TRUE(listener_.has_file("hard"));
  EXPECT_TRUE(listener_.has_file("soft"));
  EXPECT_TRUE(listener_.has_file("fifo"));
}

TEST_P(WatcherTest, a_new_folder_with_files_in_it_is_covered) {
  watch();
  after([&] { drop("new/deep/a.txt", "x"); });
  EXPECT_TRUE(listener_.covers("new/deep/a.txt"));
}

TEST_P(WatcherTest, a_file_in_a_folder_that_came_later_is_told) {
  watch();
  after([&] { folder_.make_folder("drop/new/deep"); });
  after([&] { drop("new/deep/a.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("new/deep/a.txt"));
}

TEST_P(WatcherTest, a_renamed_folder_is_watched_under_its_new_name) {
  drop("old/deep/a.txt", "x");
  watch();
  after([&] { folder_.rename("drop/old", "drop/new"); });
  EXPECT_TRUE(listener_.covers("old/deep/a.txt"));
  EXPECT_TRUE(listener_.covers("new/deep/a.txt"));
  after([&] { drop("new/deep/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("new/deep/b.txt"));
  EXPECT_FALSE(listener_.mentions("old"));
}

TEST_P(WatcherTest, a_folder_moved_out_is_told_and_not_watched_any_more) {
  drop("sub/deep/a.txt", "x");
  watch();
  after([&] { folder_.rename("drop/sub", "outside"); });
  EXPECT_TRUE(listener_.covers("sub/deep/a.txt"));
  after([&] {
    folder_.write("outside/deep/a.txt", "changed");
    folder_.write("outside/b.txt", "x");
  });
  EXPECT_FALSE(listener_.mentions("sub"));
}

TEST_P(WatcherTest, a_deleted_folder_is_told) {
  drop("sub/deep/a.txt", "x");
  watch();
  after([&] { folder_.remove("drop/sub"); });
  EXPECT_TRUE(listener_.covers("sub/deep/a.txt"));
  EXPECT_LE(watcher_->status().watched_folders, 1U);
}

TEST_P(WatcherTest, a_folder_deleted_and_made_again_is_watched) {
  drop("sub/a.txt", "x");
  watch();
  after([&] {
    folder_.remove("drop/sub");
    folder_.make_folder("drop/sub");
  });
  after([&] { drop("sub/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("sub/b.txt"));
}

TEST_P(WatcherTest, a_file_in_place_of_a_folder_and_the_reverse_are_covered) {
  drop("a/x.txt", "x");
  drop("b", "x");
  watch();
  after([&] {
    folder_.remove("drop/a");
    drop("a", "now a file");
    folder_.remove("drop/b");
    drop("b/y.txt", "x");
  });
  EXPECT_TRUE(listener_.covers("a/x.txt"));
  EXPECT_TRUE(listener_.has_file("a"));
  EXPECT_TRUE(listener_.covers("b/y.txt"));
}

TEST_P(WatcherTest, ignored_names_are_not_told) {
  folder_.make_folder("drop/ignored");
  watch();
  after([&] {
    drop("a.tmp", "x");
    drop("ignored/a.txt", "x");
    drop(".hidden/deep/a.txt", "x");
    drop("b~", "x");
  });
  for (const char* path : {"a.tmp", "ignored", ".hidden", "b~"}) {
    EXPECT_FALSE(listener_.mentions(path)) << path;
  }
}

TEST_P(WatcherTest, an_ignored_folder_renamed_to_an_ordinary_name_is_covered) {
  drop("upload.part/a.txt", "x");
  watch();
  after([&] { folder_.rename("drop/upload.part", "drop/upload"); });
  EXPECT_TRUE(listener_.covers("upload/a.txt"));
}

TEST_P(WatcherTest, names_may_hold_newlines_and_invalid_utf8) {
  watch();
  after([&] {
    drop("line\nbreak.txt", "x");
    drop("\xff\xfe/\x80.txt", "x");
  });
  EXPECT_TRUE(listener_.has_file("line\nbreak.txt"));
  EXPECT_TRUE(listener_.covers("\xff\xfe/\x80.txt"));
}

TEST_P(WatcherTest, a_cookie_is_told_once_and_never_as_a_file) {
  watch();
  const std::string cookie = std::string(kCookiePrefix) + "x";
  after([&] { drop(cookie, "content"); });
  EXPECT_EQ(listener_.count(Kind::kCookie, cookie), 1U);
  after([&] { folder_.remove("drop/" + cookie); });
  EXPECT_EQ(listener_.count(Kind::kCookie, cookie), 0U);
  EXPECT_EQ(listener_.count(Kind::kFile, cookie), 0U);
  after([&] { folder_.write_by_rename("drop/" + cookie, "again"); });
  EXPECT_EQ(listener_.count(Kind::kCookie, cookie), 1U);
}

TEST_P(WatcherTest, a_cookie_below_a_folder_is_an_ignored_file) {
  folder_.make_folder("drop/sub");
  watch();
  const std::string path = "sub/" + std::string(kCookiePrefix) + "x";
  after([&] { drop(path, ""); });
  EXPECT_FALSE(listener_.mentions(path));
  EXPECT_EQ(listener_.count(Kind::kCookie, std::string(kCookiePrefix) + "x"), 0U);
}

TEST_P(WatcherTest, a_cookie_comes_after_the_folders_that_were_made_before_it) {
  watch();
  for (int round = 0; round < 30; ++round) {
    const std::string top = "tree" + std::to_string(round);
    const std::string path = top + "/a/b/c/d.txt";
    listener_.records.clear();
    drop(path, "x");
    sync();
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_TRUE(listener_.covers(path)) << path;
  }
}

TEST_P(WatcherTest, a_missing_root_is_told_and_found_when_it_comes) {
  folder_.remove("drop");
  start(GetParam());
  ASSERT_TRUE(run_until([&] { return listener_.was_lost(); }));
  EXPECT_EQ(listener_.records.size(), 1U);
  EXPECT_EQ(listener_.records[0].error.code, ErrorCode::kNotFound);
  EXPECT_FALSE(listener_.records[0].error.hint.empty());
  EXPECT_FALSE(watcher_->status().root_present);
  listener_.records.clear();
  drop("a.txt", "x");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
  EXPECT_FALSE(listener_.was_lost());
  after([&] { drop("b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("b.txt"));
}

TEST_P(WatcherTest, a_file_in_the_place_of_the_root_is_no_root) {
  folder_.remove("drop");
  folder_.write("drop", "a file");
  start(GetParam());
  ASSERT_TRUE(run_until([&] { return listener_.was_lost(); }));
}

TEST_P(WatcherTest, a_removed_root_is_told_and_watched_again_when_it_is_made_anew) {
  drop("sub/a.txt", "x");
  watch();
  folder_.remove("drop");
  ASSERT_TRUE(run_until([&] { return listener_.was_lost(); }));
  EXPECT_EQ(watcher_->status().watched_folders, 0U);
  drop("sub/b.txt", "x");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
  EXPECT_EQ(listener_.count(Kind::kLost, ""), 1U);
  after([&] { drop("sub/c.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("sub/c.txt"));
}

TEST_P(WatcherTest, a_root_replaced_by_another_folder_is_noticed) {
  drop("a.txt", "x");
  watch();
  folder_.rename("drop", "moved away");
  drop("b.txt", "x");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
  EXPECT_TRUE(listener_.was_lost());
  after([&] {
    drop("c.txt", "x");
    folder_.write("moved away/d.txt", "x");
  });
  EXPECT_TRUE(listener_.has_file("c.txt"));
  EXPECT_FALSE(listener_.has_file("d.txt"));
}

TEST_P(WatcherTest, a_root_whose_parent_was_replaced_is_noticed) {
  folder_.make_folder("parent/drop");
  WatchOptions below = options();
  below.root = folder_.at("parent/drop");
  watcher_ = create_watcher(GetParam(), context(), below, listener_);
  watcher_->start();
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kStart); }));
  folder_.rename("parent", "moved");
  folder_.write("parent/drop/a.txt", "x");
  EXPECT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
}

TEST_P(WatcherTest, a_root_that_is_a_link_to_a_folder_is_watched) {
  folder_.rename("drop", "real");
  ASSERT_EQ(::symlink("real", folder_.at("drop").c_str()), 0);
  watch();
  after([&] { folder_.write("real/sub/a.txt", "x"); });
  EXPECT_TRUE(listener_.covers("sub/a.txt"));
}

TEST_P(WatcherTest, a_root_that_cannot_be_listed_is_told_once_and_tried_again) {
  files_.fail(folder_.at("drop"), Error{ErrorCode::kPermission, "no", {}});
  start(GetParam());
  ASSERT_TRUE(run_until([&] { return listener_.was_lost(); }));
  // Some rounds of looking for it go by.
  int rounds = 0;
  ASSERT_TRUE(run_until([&] { return ++rounds > 30; }));
  EXPECT_EQ(listener_.records.size(), 1U);
  files_.heal(folder_.at("drop"));
  EXPECT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
}

TEST_P(WatcherTest, a_folder_that_cannot_be_read_does_not_hide_its_neighbours) {
  drop("a/x.txt", "x");
  drop("b/y.txt", "x");
  files_.fail(folder_.at("drop/a"), Error{ErrorCode::kPermission, "no", {}});
  watch();
  after([&] { drop("b/y.txt", "changed"); });
  EXPECT_TRUE(listener_.has_file("b/y.txt"));
}

TEST_P(WatcherTest, a_watcher_may_go_while_it_walks) {
  for (int i = 0; i < 200; ++i) drop(std::to_string(i) + "/a.txt", "x");
  start(GetParam());
  ASSERT_TRUE(run_until([] { return true; }));
  watcher_.reset();
  const std::size_t told = listener_.records.size();
  drop("late.txt", "x");
  ASSERT_TRUE(run_until([] { return true; }));
  EXPECT_EQ(listener_.records.size(), told);
}

TEST_P(WatcherTest, thousands_of_files_are_all_told) {
  watch();
  after([&] {
    for (int i = 0; i < 3000; ++i) drop(std::to_string(i), "x");
  });
  int missed = 0;
  for (int i = 0; i < 3000; ++i) missed += listener_.covers(std::to_string(i)) ? 0 : 1;
  EXPECT_EQ(missed, 0);
}

// Trees that are made while their first folders are being walked already.
TEST_P(WatcherTest, no_file_of_a_tree_made_at_once_is_missed) {
  watch();
  std::vector<std::pair<std::string, std::size_t>> made;  // and how much had been told by then
  int round = 0;
  int step = 0;
  const bool finished = run_until([&] {
    const std::string top = "tree" + std::to_string(round);
    for (int i = 0; i < 3; ++i) {
      const std::string path = top + "/d" + std::to_string(i % 2) + "/e" + std::to_string(step) +
                               "/f" + std::to_string(i);
      drop(path, "x");
      made.emplace_back(path, listener_.records.size());
    }
    if (++step == 3) {
      step = 0;
      ++round;
    }
    return round == 200;
  });
  ASSERT_TRUE(finished);
  sync();
  std::size_t missed = 0;
  for (const auto& [path, told] : made) {
    if (!listener_.covers(path, told)) ++missed;
  }
  EXPECT_EQ(missed, 0U) << "of " << made.size();
}

}  // namespace
}  // namespace quire::watch
