#pragma once
// A real watcher on a real folder, with a loop that runs until something has happened.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/loop/events.h"
#include "daemon/watch/path_prefix.h"
#include "daemon/watch/watcher.h"
#include "tests/support/fake_file_system.h"
#include "tests/support/run_until.h"
#include "tests/support/temporary_folder.h"

namespace quire::watch {

// Writes down what it is told, in order.
class RecordingListener final : public WatchListener {
 public:
  struct Record {
    enum class Kind : std::uint8_t { kFile, kSubtree, kCookie, kLost, kDegraded };
    Kind kind = Kind::kFile;
    std::string path;
    Settled settled = Settled::kNo;
    SubtreeReason reason = SubtreeReason::kStart;
    Error error;
  };

  void on_file(const std::string& relative, Settled settled) override {
    Record record{Record::Kind::kFile, relative, settled, {}, {}};
    tell(std::move(record));
  }
  void on_subtree(const std::string& relative, SubtreeReason reason) override {
    tell({Record::Kind::kSubtree, relative, {}, reason, {}});
  }
  void on_cookie(const std::string& name) override {
    tell({Record::Kind::kCookie, name, {}, {}, {}});
  }
  void on_root_lost(const Error& error) override { tell({Record::Kind::kLost, "", {}, {}, error}); }
  void on_degraded(const std::string& relative, const Error& error) override {
    tell({Record::Kind::kDegraded, relative, {}, {}, error});
  }

  [[nodiscard]] std::size_t count(Record::Kind kind, std::string_view path) const {
    return static_cast<std::size_t>(std::count_if(
        records.begin(), records.end(),
        [&](const Record& record) { return record.kind == kind && record.path == path; }));
  }
  [[nodiscard]] bool has_file(std::string_view path) const {
    return count(Record::Kind::kFile, path) > 0;
  }
  [[nodiscard]] bool has_file(std::string_view path, Settled settled) const {
    return std::any_of(records.begin(), records.end(), [&](const Record& record) {
      return record.kind == Record::Kind::kFile && record.path == path && record.settled == settled;
    });
  }
  [[nodiscard]] bool has_subtree(std::string_view path, SubtreeReason reason) const {
    return std::any_of(records.begin(), records.end(), [&](const Record& record) {
      return record.kind == Record::Kind::kSubtree && record.path == path &&
             record.reason == reason;
    });
  }
  [[nodiscard]] bool has_cookie(std::string_view name) const {
    return count(Record::Kind::kCookie, name) > 0;
  }
  [[nodiscard]] bool was_lost() const { return count(Record::Kind::kLost, "") > 0; }
  // Whether one who looks where he was told since record number `since` has looked at `path`.
  [[nodiscard]] bool covers(std::string_view path, std::size_t since = 0) const {
    return std::any_of(records.begin() + static_cast<std::ptrdiff_t>(since), records.end(),
                       [&](const Record& record) {
                         if (record.kind == Record::Kind::kFile) return record.path == path;
                         return record.kind == Record::Kind::kSubtree &&
                                is_at_or_below(path, record.path);
                       });
  }
  // Whether anything was told of `path` or of something below it.
  [[nodiscard]] bool mentions(std::string_view path) const {
    return std::any_of(records.begin(), records.end(), [&](const Record& record) {
      return record.kind != Record::Kind::kCookie && is_at_or_below(record.path, path);
    });
  }

  std::vector<Record> records;
  std::function<void(const Record&)> on_record;  // may be empty

 private:
  void tell(Record record) {
    records.push_back(std::move(record));
    if (on_record) on_record(records.back());
  }
};

class WatchFixture {
 protected:
  WatchFixture() { folder_.make_folder("drop"); }

  void start(Backend backend) {
    watcher_ = create_watcher(backend, context(), options(), listener_);
    watcher_->start();
  }
  // ... and waits for the first report.
  void start_and_wait(Backend backend) {
    start(backend);
    ASSERT_TRUE(run_until([&] { return listener_.has_subtree("", SubtreeReason::kStart); }));
    listener_.records.clear();
  }

  [[nodiscard]] WatchContext context() { return {loop_, files_, clock_}; }
  [[nodiscard]] WatchOptions options() const {
    WatchOptions options;
    options.root = folder_.at("drop");
    options.ignore = IgnoreRules({"ignored"});
    options.poll_interval = std::chrono::milliseconds(5);
    options.root_retry = std::chrono::milliseconds(5);
    return options;
  }

  bool run_until(const std::function<bool()>& condition) {
    return test::run_until(loop_, condition);
  }

  // Until all that happened before has been reported.
  void sync() {
    const std::string name = std::string(kCookiePrefix) + std::to_string(++cookies_);
    drop(name, "");
    watcher_->hurry();
    ASSERT_TRUE(run_until([&] { return listener_.has_cookie(name); }));
    folder_.remove("drop/" + name);
  }

  void drop(const std::string& path, std::string_view content) const {
    folder_.write("drop/" + path, content);
  }

  test::TemporaryFolder folder_;
  test::FakeFileSystem files_;
  SystemClock clock_;
  loop::Loop loop_;
  RecordingListener listener_;
  std::unique_ptr<Watcher> watcher_;
  int cookies_ = 0;
};

}  // namespace quire::watch
