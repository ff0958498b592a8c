#include "daemon/ingest/worker.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>

#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

using test::FileCall;

constexpr std::chrono::milliseconds kSettle{200};

// Something happens to a file between the look at it and its reading, or while it is read.
class RacingFileSystem final : public FileSystem {
 public:
  explicit RacingFileSystem(FileSystem& real) : real_(real) {}

  std::function<void()> before_read;    // may be empty
  std::function<void()> while_reading;  // may be empty

  Result<FileStatus> status(const std::string& path) override { return real_.status(path); }
  Result<FileContent> read(const std::string& path, std::uint64_t max_bytes) override {
    if (before_read) before_read();
    auto content = real_.read(path, max_bytes);
    if (while_reading) while_reading();
    const auto after = real_.status(path);
    if (content && after) content->changed = !(content->status == *after);
    return content;
  }
  Result<std::vector<DirectoryEntry>> list(const std::string& path) override {
    return real_.list(path);
  }
  Result<void> write_atomically(const std::string& path, std::string_view content) override {
    return real_.write_atomically(path, content);
  }
  Result<std::unique_ptr<OutputFile>> create(const std::string& path) override {
    return real_.create(path);
  }
  Result<void> rename(const std::string& from, const std::string& to) override {
    return real_.rename(from, to);
  }
  Result<void> create_directories(const std::string& path, unsigned mode) override {
    return real_.create_directories(path, mode);
  }
  Result<void> remove_tree(const std::string& path) override { return real_.remove_tree(path); }
  Result<void> sync_directory(const std::string& path) override {
    return real_.sync_directory(path);
  }

 private:
  FileSystem& real_;
};

class WorkerTest : public IngestFixture {
 protected:
  // One step with `work`; what came of it is in reading_ or in outcome_.
  void look_at(FileWork work) {
    reading_.reset();
    outcome_.reset();
    ASSERT_TRUE(lanes_.try_push_fresh(work));
    ASSERT_TRUE(worker_.step());
    reading_ = readings_.pop_until({});
  }
  void look_at(const std::string& relative) { look_at(work(relative)); }
  void set_age(const std::string& relative, std::chrono::nanoseconds age) {
    clock_.set_wall_nanoseconds(files_.status(in_drop(relative))->mtime_ns + age.count());
  }
  [[nodiscard]] std::string failure() const {
    if (!reading_ || !reading_->prepared || reading_->prepared->articles() > 0) return "(none)";
    return "failed";
  }
  [[nodiscard]] bool takes_it_out() const { return reading_ && !reading_->prepared; }

  test::FakeClock clock_;
  RacingFileSystem racing_{files_};
  Lanes lanes_{8};
  ReadOrder order_;
  BoundedQueue<Reading> readings_{1U << 20};
  WorkerContext context_{racing_, clock_,    lanes_,
                         order_,  readings_, [this](const Done& done) { outcome_ = done.outcome; },
                         1000,    kSettle};
  Worker worker_{context_, *store::SegmentBuilder::create("en")};
  std::optional<Reading> reading_;
  std::optional<Outcome> outcome_;
};

TEST_F(WorkerTest, a_file_is_read_and_prepared_with_the_state_it_was_read_in) {
  drop("sub/a.txt", "A title\n\nand a body\n");
  look_at("sub/a.txt");
  ASSERT_TRUE(reading_ && reading_->prepared);
  EXPECT_EQ(reading_->prepared->articles(), 1U);
  EXPECT_EQ(reading_->prepared->file(), (article::FileKey{"wire", "sub/a.txt"}));
  EXPECT_EQ(reading_->prepared->state(), store::file_state(*files_.status(in_drop("sub/a.txt"))));
  EXPECT_EQ(reading_->work.relative, "sub/a.txt");
}

TEST_F(WorkerTest, readings_are_numbered_as_they_begin) {
  drop("a.txt", "A");
  look_at("a.txt");
  const auto first = reading_->order;
  look_at("a.txt");
  EXPECT_GT(first, 0U);
  EXPECT_GT(reading_->order, first);
}

TEST_F(WorkerTest, a_reading_has_ended_once_it_is_in_the_queue) {
  drop("a.txt", "A");
  look_at("a.txt");
  EXPECT_GT(order_.oldest_running(), reading_->order);
}

TEST_F(WorkerTest, a_file_that_has_gone_is_taken_out) {
  look_at("gone.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(WorkerTest, a_file_below_a_folder_that_has_become_a_file_is_taken_out) {
  drop("sub", "now a file");
  look_at("sub/a.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(WorkerTest, a_file_in_whose_place_a_folder_stands_is_taken_out) {
  folder_.make_folder("drop/a.txt");
  look_at("a.txt");
  EXPECT_TRUE(takes_it_out());
}

TEST_F(WorkerTest, nothing_is_taken_out_while_the_drop_folder_is_gone) {
  folder_.remove("drop");
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
}

TEST_F(WorkerTest, nothing_is_taken_out_while_the_drop_folder_is_lost) {
  drop_.device = 0;
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
}

TEST_F(WorkerTest, nothing_is_taken_out_when_another_device_stands_at_the_drop_folder) {
  ++drop_.device;
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
}

TEST_F(WorkerTest, a_file_that_has_gone_from_a_drop_folder_behind_a_link_is_taken_out) {
  ASSERT_EQ(::symlink(drop_.root.c_str(), folder_.at("link").c_str()), 0);
  Drop linked("wire", folder_.at("link"));
  linked.device = drop_.device.load();
  FileWork gone = work("gone.txt");
  gone.drop = &linked;
  look_at(gone);
  EXPECT_TRUE(takes_it_out());
}

TEST_F(WorkerTest, a_young_file_that_may_be_being_written_is_left_for_later) {
  drop("a.txt", "A");
  set_age("a.txt", kSettle - std::chrono::nanoseconds(1));
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_EQ(outcome_, Outcome::kUnsettled);
  EXPECT_FALSE(reading_.has_value());
}

TEST_F(WorkerTest, a_file_that_has_stood_still_for_long_enough_is_read) {
  drop("a.txt", "A");
  set_age("a.txt", kSettle);
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_TRUE(reading_ && reading_->prepared);
}

TEST_F(WorkerTest, a_file_from_the_future_is_read) {
  drop("a.txt", "A");
  set_age("a.txt", -std::chrono::hours(1));
  FileWork unsettled = work("a.txt");
  unsettled.settled = false;
  look_at(unsettled);
  EXPECT_TRUE(reading_ && reading_->prepared);
}

TEST_F(WorkerTest, a_file_that_was_closed_is_read_however_young_it_is) {
  drop("a.txt", "A");
  set_age("a.txt", std::chrono::nanoseconds(0));
  look_at("a.txt");
  EXPECT_TRUE(reading_ && reading_->prepared);
}

TEST_F(WorkerTest, a_file_that_changes_while_it_is_read_is_left_for_later) {
  drop("a.txt", "A");
  racing_.while_reading = [this] { drop("a.txt", "A that has grown"); };
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnsettled);
}

TEST_F(WorkerTest, a_file_that_goes_before_it_is_read_is_left_for_later) {
  drop("a.txt", "A");
  racing_.before_read = [this] { folder_.remove("drop/a.txt"); };
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnsettled);
}

TEST_F(WorkerTest, a_file_that_may_not_be_opened_is_recorded_as_failed) {
  drop("a.txt", "A");
  files_.fail(FileCall::kRead, "a.txt", EACCES);
  look_at("a.txt");
  EXPECT_EQ(failure(), "failed");
  EXPECT_EQ(reading_->prepared->state(), store::file_state(*files_.status(in_drop("a.txt"))));
}

TEST_F(WorkerTest, a_file_that_may_not_be_looked_at_keeps_what_the_index_has) {
  drop("a.txt", "A");
  files_.fail(FileCall::kStatus, "a.txt", EACCES);
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
  EXPECT_FALSE(reading_.has_value());
}

TEST_F(WorkerTest, a_file_that_cannot_be_opened_for_want_of_descriptors_is_left_for_later) {
  drop("a.txt", "A");
  files_.fail(FileCall::kRead, "a.txt", EMFILE);
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnsettled);
}

TEST_F(WorkerTest, a_file_that_cannot_be_looked_at_for_want_of_something_is_left_for_later) {
  drop("a.txt", "A");
  files_.fail(FileCall::kStatus, "a.txt", ENFILE);
  look_at("a.txt");
  EXPECT_EQ(outcome_, Outcome::kUnsettled);
}

TEST_F(WorkerTest, a_symbolic_link_is_recorded_and_not_followed) {
  drop("a.txt", "A");
  ASSERT_EQ(::symlink("a.txt", in_drop("link.txt").c_str()), 0);
  look_at("link.txt");
  EXPECT_EQ(failure(), "failed");
}

TEST_F(WorkerTest, a_fifo_is_recorded_and_not_waited_for) {
  ASSERT_EQ(::mkfifo(in_drop("pipe.txt").c_str(), 0600), 0);
  look_at("pipe.txt");
  EXPECT_EQ(failure(), "failed");
}

TEST_F(WorkerTest, a_file_over_the_limit_is_recorded_as_failed) {
  drop("a.txt", std::string(1001, 'a'));
  look_at("a.txt");
  EXPECT_EQ(failure(), "failed");
}

TEST_F(WorkerTest, a_file_at_the_limit_is_read) {
  drop("a.txt", std::string(1000, 'a'));
  look_at("a.txt");
  ASSERT_TRUE(reading_ && reading_->prepared);
  EXPECT_EQ(reading_->prepared->articles(), 1U);
}

TEST_F(WorkerTest, a_file_that_is_no_article_is_recorded_as_failed) {
  drop("a.txt", "\n\n");
  look_at("a.txt");
  EXPECT_EQ(failure(), "failed");
}

TEST_F(WorkerTest, a_hidden_file_is_taken_out_although_it_is_there) {
  drop("a.txt", "A");
  FileWork hidden = work("a.txt");
  hidden.hidden = true;
  look_at(hidden);
  EXPECT_TRUE(takes_it_out());
}

TEST_F(WorkerTest, a_hidden_file_stays_while_the_drop_folder_is_gone) {
  folder_.remove("drop");
  FileWork hidden = work("a.txt");
  hidden.hidden = true;
  look_at(hidden);
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
}

TEST_F(WorkerTest, there_is_no_step_more_once_the_lanes_are_closed_and_empty) {
  lanes_.close();
  EXPECT_FALSE(worker_.step());
}

}  // namespace
}  // namespace quire::ingest
