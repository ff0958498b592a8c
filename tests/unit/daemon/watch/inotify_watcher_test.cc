// What only the inotify backend does.

#include "daemon/watch/inotify_watcher.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <future>
#include <map>

#include "index/base/thread_annotations.h"
#include "index/base/unique_fd.h"
#include "tests/unit/daemon/watch/watch_fixture.h"

namespace quire::watch {
namespace {

using Kind = RecordingListener::Record::Kind;
using testing::HasSubstr;

// Has only so many watches.
class ScarceInotify final : public SystemInotify {
 public:
  explicit ScarceInotify(std::size_t watches) : limit_(watches) {}

  int add_watch(int fd, const std::string& path, std::uint32_t mask) override {
    const MutexLock lock(mutex_);
    const int watch = SystemInotify::add_watch(fd, path, mask);
    if (watch < 0 || taken_.contains(watch)) return watch;
    if (taken_.size() >= limit_) {
      SystemInotify::remove_watch(fd, watch);
      return -ENOSPC;
    }
    taken_.emplace(watch, path);
    return watch;
  }
  void remove_watch(int fd, int watch) override {
    const MutexLock lock(mutex_);
    taken_.erase(watch);
    SystemInotify::remove_watch(fd, watch);
  }
  [[nodiscard]] std::size_t taken() {
    const MutexLock lock(mutex_);
    return taken_.size();
  }
  void set_limit(std::size_t watches) {
    const MutexLock lock(mutex_);
    limit_ = watches;
  }

 private:
  Mutex mutex_;
  std::size_t limit_ GUARDED_BY(mutex_);
  std::map<int, std::string> taken_ GUARDED_BY(mutex_);
};

class NoInotify final : public SystemInotify {
 public:
  int init() override { return -EMFILE; }
};

std::size_t max_queued_events() {
  std::size_t limit = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> limit;
  return limit;
}

class InotifyWatcherTest : public WatchFixture, public testing::Test {
 protected:
  void start_scarce(std::size_t watches) {
    calls_ = std::make_shared<ScarceInotify>(watches);
    watcher_ = create_inotify_watcher(context(), options(), listener_, calls_);
    watcher_->start();
    ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kStart); }));
  }
  void after(const std::function<void()>& operation) {
    listener_.records.clear();
    operation();
    sync();
  }
  [[nodiscard]] UniqueFd open(const std::string& path) const {
    return UniqueFd(::open(folder_.at("drop/" + path).c_str(), O_CREAT | O_WRONLY, 0600));
  }

  std::shared_ptr<ScarceInotify> calls_;
};

TEST_F(InotifyWatcherTest, a_write_is_unsettled_until_the_file_is_closed) {
  start_and_wait(Backend::kInotify);
  UniqueFd file = open("a.txt");
  after([&] { ASSERT_EQ(::write(file.get(), "x", 1), 1); });
  EXPECT_TRUE(listener_.has_file("a.txt", Settled::kNo));
  EXPECT_FALSE(listener_.has_file("a.txt", Settled::kYes));
  after([&] { file.reset(); });
  EXPECT_TRUE(listener_.has_file("a.txt", Settled::kYes));
}

TEST_F(InotifyWatcherTest, a_rename_and_a_removal_are_settled) {
  drop("a.txt", "x");
  start_and_wait(Backend::kInotify);
  after([&] { folder_.rename("drop/a.txt", "drop/b.txt"); });
  EXPECT_TRUE(listener_.has_file("a.txt", Settled::kYes));
  EXPECT_TRUE(listener_.has_file("b.txt", Settled::kYes));
  after([&] { folder_.remove("drop/b.txt"); });
  EXPECT_TRUE(listener_.has_file("b.txt", Settled::kYes));
}

TEST_F(InotifyWatcherTest, new_attributes_are_settled_unless_the_file_is_being_written) {
  drop("a.txt", "x");
  start_and_wait(Backend::kInotify);
  after([&] { ::chmod(folder_.at("drop/a.txt").c_str(), 0644); });
  EXPECT_TRUE(listener_.has_file("a.txt", Settled::kYes));
  UniqueFd file = open("b.txt");
  after([&] { ::fchmod(file.get(), 0644); });
  EXPECT_TRUE(listener_.has_file("b.txt", Settled::kNo));
  EXPECT_FALSE(listener_.has_file("b.txt", Settled::kYes));
}

TEST_F(InotifyWatcherTest, an_overflow_is_counted_and_healed) {
  const std::size_t limit = max_queued_events();
  if (limit > 100'000) GTEST_SKIP() << "the queue holds " << limit << " events";
  start_and_wait(Backend::kInotify);
  // Two events each, and one for the folder, which comes too late to be heard of.
  for (std::size_t i = 0; i < limit / 2 + 100; ++i) (void)open(std::to_string(i));
  drop("late/a.txt", "x");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kOverflow); }));
  EXPECT_GE(watcher_->status().overflows, 1U);
  after([&] { drop("late/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("late/b.txt"));
}

TEST_F(InotifyWatcherTest, a_cookie_lost_in_an_overflow_is_told_after_it) {
  const std::size_t limit = max_queued_events();
  if (limit > 100'000) GTEST_SKIP() << "the queue holds " << limit << " events";
  start_and_wait(Backend::kInotify);
  for (std::size_t i = 0; i < limit / 2 + 100; ++i) (void)open(std::to_string(i));
  sync();
  EXPECT_TRUE(listener_.has_subtree("", SubtreeReason::kOverflow));
}

TEST_F(InotifyWatcherTest, a_folder_whose_removal_was_lost_in_an_overflow_is_forgotten) {
  const std::size_t limit = max_queued_events();
  if (limit > 100'000) GTEST_SKIP() << "the queue holds " << limit << " events";
  drop("gone/a.txt", "x");
  start_and_wait(Backend::kInotify);
  EXPECT_EQ(watcher_->status().watched_folders, 2U);
  for (std::size_t i = 0; i < limit / 2 + 100; ++i) (void)open(std::to_string(i));
  folder_.remove("drop/gone");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kOverflow); }));
  EXPECT_EQ(watcher_->status().watched_folders, 1U);
}

TEST_F(InotifyWatcherTest, a_folder_renamed_over_an_empty_one_is_watched) {
  folder_.make_folder("drop/target");
  drop("source/deep/a.txt", "x");
  start_and_wait(Backend::kInotify);
  after([&] { folder_.rename("drop/source", "drop/target"); });
  EXPECT_TRUE(listener_.covers("target/deep/a.txt"));
  after([&] { drop("target/deep/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("target/deep/b.txt"));
  EXPECT_EQ(watcher_->status().watched_folders, 3U);
}

// While "new/late" is listed, "new" has been listed already: a folder that comes to it now is heard
// of through its event alone, which has to wait for the end of the walk, and the cookie with it.
TEST_F(InotifyWatcherTest, a_cookie_waits_for_a_folder_whose_event_waits_for_a_walk) {
  start_and_wait(Backend::kInotify);
  const std::string cookie = std::string(kCookiePrefix) + "waits";
  std::promise<void> cookie_was_read;
  listener_.on_record = [&](const auto& record) {
    if (record.path == "marker" && record.settled == Settled::kYes) cookie_was_read.set_value();
  };
  std::atomic<bool> done = false;
  files_.before_list([&](const std::string& path) {
    if (path != folder_.at("drop/new/late") || done.exchange(true)) return;
    drop("new/sub/a.txt", "x");
    drop(cookie, "");
    drop("marker", "");
    cookie_was_read.get_future().wait_for(std::chrono::seconds(10));
  });
  folder_.make_folder("drop/new/late");
  ASSERT_TRUE(run_until([&] { return listener_.has_cookie(cookie); }));
  EXPECT_TRUE(listener_.covers("new/sub/a.txt"));
}

TEST_F(InotifyWatcherTest, a_walk_under_way_when_the_root_goes_tells_nothing) {
  start_and_wait(Backend::kInotify);
  std::promise<void> loss_was_told;
  listener_.on_record = [&](const auto& record) {
    if (record.kind == Kind::kLost) loss_was_told.set_value();
  };
  std::atomic<bool> done = false;
  files_.before_list([&](const std::string& path) {
    if (path != folder_.at("drop/new") || done.exchange(true)) return;
    folder_.rename("drop", "moved");
    folder_.make_folder("drop");
    loss_was_told.get_future().wait_for(std::chrono::seconds(10));
  });
  folder_.make_folder("drop/new");
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kReturned); }));
  EXPECT_FALSE(listener_.mentions("new"));
  EXPECT_EQ(watcher_->status().watched_folders, 1U);
}

TEST_F(InotifyWatcherTest, a_folder_that_was_gone_before_it_was_walked_leaves_nothing) {
  start_and_wait(Backend::kInotify);
  after([&] {
    drop("a/b/c.txt", "x");
    folder_.remove("drop/a");
  });
  EXPECT_EQ(watcher_->status().watched_folders, 1U);
}

TEST_F(InotifyWatcherTest, a_folder_renamed_while_it_is_walked_is_watched_under_its_new_name) {
  start_and_wait(Backend::kInotify);
  std::atomic<bool> renamed = false;
  files_.before_list([&](const std::string& path) {
    if (path == folder_.at("drop/old") && !renamed.exchange(true)) {
      folder_.rename("drop/old", "drop/new");
    }
  });
  drop("old/deep/a.txt", "x");
  ASSERT_TRUE(run_until([&] { return renamed.load(); }));
  sync();
  EXPECT_TRUE(listener_.covers("new/deep/a.txt"));
  after([&] { drop("new/deep/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("new/deep/b.txt"));
  EXPECT_FALSE(listener_.mentions("old"));
  EXPECT_EQ(watcher_->status().watched_folders, 3U);
}

TEST_F(InotifyWatcherTest, a_folder_renamed_after_it_was_listed_is_watched_under_its_new_name) {
  start_and_wait(Backend::kInotify);
  std::atomic<bool> renamed = false;
  files_.before_list([&](const std::string& path) {
    if (path == folder_.at("drop/top/old/deep") && !renamed.exchange(true)) {
      folder_.rename("drop/top/old", "drop/top/new");
    }
  });
  drop("top/old/deep/a.txt", "x");
  ASSERT_TRUE(run_until([&] { return renamed.load(); }));
  sync();
  EXPECT_TRUE(listener_.covers("top/new/deep/a.txt"));
  after([&] { drop("top/new/deep/b.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("top/new/deep/b.txt"));
  EXPECT_FALSE(listener_.mentions("top/old"));
}

TEST_F(InotifyWatcherTest, a_folder_that_could_not_be_read_is_walked_when_its_mode_changes) {
  drop("a/x.txt", "x");
  drop("a/b/y.txt", "x");
  files_.fail(folder_.at("drop/a"), Error{ErrorCode::kPermission, "no", {}});
  start_and_wait(Backend::kInotify);
  files_.heal(folder_.at("drop/a"));
  after([&] { ::chmod(folder_.at("drop/a").c_str(), 0755); });
  EXPECT_TRUE(listener_.has_subtree("a", SubtreeReason::kNewFolder));
  after([&] { drop("a/b/z.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("a/b/z.txt"));
}

TEST_F(InotifyWatcherTest, a_folder_that_could_not_be_listed_for_a_while_is_walked_later) {
  drop("a/b/y.txt", "x");
  files_.fail(folder_.at("drop/a"), Error{ErrorCode::kBusy, "too many open files", {}});
  start_and_wait(Backend::kInotify);
  EXPECT_EQ(watcher_->status().watched_folders, 2U);
  files_.heal(folder_.at("drop/a"));
  EXPECT_TRUE(run_until([&] { return listener_.has_subtree("a", SubtreeReason::kNewFolder); }));
  EXPECT_EQ(watcher_->status().watched_folders, 3U);
}

TEST_F(InotifyWatcherTest, without_watches_left_a_folder_is_polled_and_said_to_be) {
  drop("a/x.txt", "x");
  drop("b/deep/y.txt", "x");
  start_scarce(2);
  ASSERT_TRUE(run_until([&] { return listener_.count(Kind::kDegraded, "b") > 0; }));
  EXPECT_EQ(listener_.count(Kind::kDegraded, "b"), 1U);
  EXPECT_EQ(listener_.count(Kind::kDegraded, "b/deep"), 0U);
  for (const auto& record : listener_.records) {
    if (record.kind != Kind::kDegraded) continue;
    EXPECT_THAT(record.error.hint, HasSubstr("fs.inotify.max_user_watches"));
    EXPECT_EQ(record.error.code, ErrorCode::kOutOfSpace);
  }
  EXPECT_EQ(watcher_->status().watched_folders, 2U);
  EXPECT_EQ(watcher_->status().polled_folders, 1U);
  after([&] {
    drop("a/z.txt", "x");
    drop("b/deep/z.txt", "x");
  });
  EXPECT_TRUE(listener_.has_file("a/z.txt"));
  EXPECT_TRUE(listener_.covers("b/deep/z.txt"));
}

TEST_F(InotifyWatcherTest, a_polled_folder_that_goes_is_not_polled_any_more) {
  drop("b/y.txt", "x");
  start_scarce(1);
  ASSERT_TRUE(run_until([&] { return watcher_->status().polled_folders == 1; }));
  after([&] { folder_.remove("drop/b"); });
  EXPECT_TRUE(listener_.has_subtree("b", SubtreeReason::kFolderGone));
  EXPECT_EQ(watcher_->status().polled_folders, 0U);
}

TEST_F(InotifyWatcherTest, a_polled_folder_is_watched_when_there_are_watches_again) {
  drop("b/y.txt", "x");
  start_scarce(1);
  ASSERT_TRUE(run_until([&] { return watcher_->status().polled_folders == 1; }));
  calls_->set_limit(100);
  ASSERT_TRUE(run_until([&] { return watcher_->status().polled_folders == 0; }));
  EXPECT_EQ(watcher_->status().watched_folders, 2U);
  after([&] { drop("b/z.txt", "x"); });
  EXPECT_TRUE(listener_.has_file("b/z.txt", Settled::kYes));
}

TEST_F(InotifyWatcherTest, many_unwatched_folders_are_polled_as_one) {
  for (int i = 0; i < 50; ++i) drop("top/" + std::to_string(i) + "/a.txt", "x");
  start_scarce(10);
  ASSERT_TRUE(run_until([&] { return watcher_->status().polled_folders > 0; }));
  EXPECT_EQ(watcher_->status().polled_folders, 1U);
  EXPECT_EQ(listener_.count(Kind::kDegraded, "top"), 1U);
  after([&] {
    for (int i = 0; i < 50; ++i) drop("top/" + std::to_string(i) + "/b.txt", "x");
  });
  for (int i = 0; i < 50; ++i) {
    EXPECT_TRUE(listener_.covers("top/" + std::to_string(i) + "/b.txt")) << i;
  }
}

TEST_F(InotifyWatcherTest, without_any_watch_all_is_polled_and_cookies_are_seen) {
  drop("a/x.txt", "x");
  start_scarce(0);
  after([&] { drop("a/y.txt", "x"); });
  EXPECT_TRUE(listener_.covers("a/y.txt"));
  EXPECT_EQ(watcher_->status().watched_folders, 0U);
}

TEST_F(InotifyWatcherTest, watches_of_folders_that_have_gone_are_given_back) {
  start_scarce(1000);
  after([&] {
    for (int i = 0; i < 100; ++i) drop(std::to_string(i) + "/deep/a.txt", "x");
  });
  EXPECT_EQ(calls_->taken(), 201U);
  after([&] {
    for (int i = 0; i < 100; ++i)
      folder_.rename("drop/" + std::to_string(i), "o" + std::to_string(i));
  });
  EXPECT_EQ(calls_->taken(), 1U);
}

TEST_F(InotifyWatcherTest, without_a_descriptor_it_falls_back_to_polling_and_says_so) {
  watcher_ = create_inotify_watcher(context(), options(), listener_, std::make_shared<NoInotify>());
  EXPECT_TRUE(listener_.records.empty());
  watcher_->start();
  ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kStart); }));
  ASSERT_EQ(listener_.count(Kind::kDegraded, ""), 1U);
  EXPECT_THAT(listener_.records[0].error.hint, HasSubstr("fs.inotify.max_user_instances"));
  EXPECT_EQ(watcher_->status().backend, "polling");
}

TEST_F(InotifyWatcherTest, a_rename_into_the_folder_is_told_in_the_turn_of_its_event) {
  start_and_wait(Backend::kInotify);
  folder_.write("a.txt", "x");
  std::chrono::steady_clock::time_point told;
  listener_.on_record = [&](const auto&) {
    told = std::chrono::steady_clock::now();
    loop_.stop();
  };
  loop::Timer renaming(loop_);
  std::chrono::steady_clock::time_point renamed;
  renaming.start(std::chrono::milliseconds(1), [&] {
    folder_.rename("a.txt", "drop/a.txt");
    renamed = std::chrono::steady_clock::now();
  });
  loop_.run();
  ASSERT_EQ(listener_.records.size(), 1U);
  EXPECT_TRUE(listener_.has_file("a.txt", Settled::kYes));
  RecordProperty("microseconds", static_cast<int>((told - renamed) / std::chrono::microseconds(1)));
}

}  // namespace
}  // namespace quire::watch
