#include "daemon/ingest/upkeep/merger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <xapian.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include "index/store/build/bulk_builder.h"
#include "index/store/format/record.h"
#include "index/store/format/schema.h"
#include "tests/support/resident_memory.h"
#include "tests/support/sanitized.h"
#include "tests/support/temporary_folder.h"

namespace quire::ingest {
namespace {

using std::chrono::steady_clock;
using testing::ElementsAre;
using testing::HasSubstr;

class MergerTest : public testing::Test {
 protected:
  // A segment with an article for each title; its documents are numbered from 1.
  store::MergeSource segment(std::uint32_t number, const std::vector<std::string>& titles,
                             store::DocumentIds removed = {}) {
    auto builder = store::BulkBuilder::create({"en"});
    for (const std::string& title : titles) {
      article::Article article;
      article.title = title;
      std::vector<article::Article> articles;
      articles.push_back(std::move(article));
      builder->add({"wire", title}, {}, std::move(articles));
    }
    const std::string path = folder_.at("segment-" + std::to_string(number));
    EXPECT_TRUE(builder->write(files_, path).ok());
    return {number, path, std::move(removed)};
  }
  static std::vector<std::string> titles(const std::string& path) {
    const Xapian::Database database(path);
    std::vector<std::string> found;
    const std::string all(store::kArticleTerm);
    for (auto id = database.postlist_begin(all); id != database.postlist_end(all); ++id) {
      const auto stored = store::decode_record(database.get_document(*id).get_data());
      found.push_back(stored ? stored->article.title : "!" + stored.error().message);
    }
    return found;
  }
  [[nodiscard]] store::MergePlan plan(std::vector<store::MergeSource> sources = {}) const {
    return {std::move(sources), folder_.at("merged")};
  }
  // One that has `command` do what there is to do.
  void start(std::vector<std::string> command, std::uint64_t bytes_per_second = 64U << 20) {
    merger_.emplace(plans_, MergerOptions{std::move(command), bytes_per_second, rest_},
                    [this](Merged done) { done_.push_back(std::move(done)); });
  }
  Result<void> merge_by(std::vector<std::string> command, store::MergePlan plan,
                        std::uint64_t bytes_per_second = 64U << 20) {
    start(std::move(command), bytes_per_second);
    EXPECT_TRUE(plans_.push(std::move(plan)));
    EXPECT_TRUE(merger_->step());
    return done_.back().result;
  }
  Result<void> merge_by_script(const std::string& script, std::uint64_t bytes_per_second = 0) {
    return merge_by({"/bin/sh", "-c", script}, plan(), bytes_per_second);
  }
  static std::vector<std::string> quired() { return {QUIRED_PROGRAM, "--merge-segments"}; }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  BoundedQueue<store::MergePlan> plans_{10};
  std::vector<Merged> done_;
  std::chrono::milliseconds rest_{10'000};
  std::optional<Merger> merger_;
};

TEST_F(MergerTest, segments_become_one_without_what_was_removed) {
  const auto merged = merge_by(quired(), plan({segment(1, {"a", "b", "c"}, {2}),
                                               segment(2, {"d", "e"}, {1}), segment(3, {"f"})}));
  ASSERT_TRUE(merged.ok()) << describe(merged.error());
  EXPECT_THAT(titles(folder_.at("merged")), ElementsAre("a", "c", "e", "f"));
}

TEST_F(MergerTest, the_sources_stay) {
  ASSERT_TRUE(merge_by(quired(), plan({segment(1, {"a", "b"}, {2}), segment(2, {"c"})})).ok());
  EXPECT_THAT(titles(folder_.at("segment-1")), ElementsAre("a"));
  EXPECT_THAT(titles(folder_.at("segment-2")), ElementsAre("c"));
}

TEST_F(MergerTest, the_plan_is_reported_with_what_became_of_it) {
  ASSERT_TRUE(merge_by(quired(), plan({segment(5, {"a"}), segment(9, {"b"})})).ok());
  ASSERT_EQ(done_.size(), 1U);
  EXPECT_EQ(done_[0].plan.target, folder_.at("merged"));
  ASSERT_EQ(done_[0].plan.sources.size(), 2U);
  EXPECT_EQ(done_[0].plan.sources[1].number, 9U);
}

TEST_F(MergerTest, some_time_after_a_merge_free_memory_goes_back_to_the_system) {
  if (test::kSanitized) GTEST_SKIP() << "the sanitizer's allocator keeps what is free";
  rest_ = std::chrono::milliseconds(0);
  ASSERT_TRUE(merge_by_script("exit 0").ok());
  test::leave_free_memory(64U << 20);
  const std::size_t before = test::resident_memory();
  EXPECT_TRUE(merger_->step());
  EXPECT_LT(test::resident_memory() + (48U << 20), before);
}

TEST_F(MergerTest, merges_that_follow_one_another_do_not_put_that_off) {
  if (test::kSanitized) GTEST_SKIP() << "the sanitizer's allocator keeps what is free";
  rest_ = std::chrono::milliseconds(20);
  test::leave_free_memory(64U << 20);
  const std::size_t before = test::resident_memory();
  ASSERT_TRUE(merge_by_script("sleep 0.03").ok());
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(plans_.push(plan()));
    ASSERT_TRUE(merger_->step());
  }
  EXPECT_EQ(done_.size(), 3U);
  EXPECT_LT(test::resident_memory() + (48U << 20), before);
}

TEST_F(MergerTest, an_error_of_the_merge_arrives_as_it_was) {
  const store::MergePlan impossible = plan({{1, folder_.at("missing"), {}}});
  const auto here = store::merge_segments(files_, impossible);
  const auto there = merge_by(quired(), impossible);
  ASSERT_FALSE(here.ok());
  ASSERT_FALSE(there.ok());
  EXPECT_EQ(there.error(), here.error());
}

TEST_F(MergerTest, a_failed_merge_does_not_keep_the_next_from_running) {
  ASSERT_FALSE(merge_by(quired(), plan({{1, folder_.at("missing"), {}}})).ok());
  ASSERT_TRUE(plans_.push(plan({segment(1, {"a"}), segment(2, {"b"})})));
  ASSERT_TRUE(merger_->step());
  EXPECT_TRUE(done_.back().result.ok());
}

TEST_F(MergerTest, a_child_that_is_killed_is_an_error_that_names_the_signal) {
  const auto merged = merge_by_script("kill -TERM $$");
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::kIo);
  EXPECT_THAT(merged.error().message, HasSubstr("signal 15 (Terminated)"));
}

TEST_F(MergerTest, a_child_that_ends_strangely_is_an_error_that_names_its_status) {
  const auto merged = merge_by_script("echo whatever; exit 3");
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::kIo);
  EXPECT_THAT(merged.error().message, HasSubstr("status 3"));
}

TEST_F(MergerTest, a_program_that_is_missing_is_an_error_that_names_it) {
  const auto merged = merge_by({"/no/such/program"}, plan());
  ASSERT_FALSE(merged.ok());
  EXPECT_EQ(merged.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(merged.error().message, HasSubstr("/no/such/program"));
}

TEST_F(MergerTest, after_cancelling_no_merge_is_begun) {
  start({"/no/such/program"});
  merger_->cancel();
  ASSERT_TRUE(plans_.push(plan()));
  EXPECT_TRUE(merger_->step());
  ASSERT_EQ(done_.size(), 1U);
  EXPECT_EQ(done_[0].result.error().code, ErrorCode::kCancelled);
}

TEST_F(MergerTest, ends_when_the_queue_is_closed) {
  start(quired());
  plans_.close();
  EXPECT_FALSE(merger_->step());
  EXPECT_TRUE(done_.empty());
}

// A merger on a thread of its own, and a child that has told its pid.
class RunningMergerTest : public MergerTest {
 protected:
  RunningMergerTest() { EXPECT_EQ(::mkfifo(fifo_.c_str(), 0600), 0); }
  ~RunningMergerTest() override {
    plans_.close();
    if (merger_) merger_->cancel();
    if (thread_.joinable()) thread_.join();
  }
  // The child's pid, once it runs; `script` is what it does then.
  pid_t run(const std::string& script, std::uint64_t bytes_per_second) {
    start({"/bin/sh", "-c", "echo $$ > " + fifo_ + "; " + script}, bytes_per_second);
    EXPECT_TRUE(plans_.push(plan()));
    thread_ = std::thread([this] {
      while (merger_->step()) {
      }
    });
    pid_t pid = -1;
    std::ifstream(fifo_) >> pid;
    return pid;
  }
  void cancel_and_finish() {
    merger_->cancel();
    plans_.close();
    thread_.join();
  }
  static bool is_gone(pid_t pid) { return ::kill(pid, 0) == -1 && errno == ESRCH; }
  [[nodiscard]] std::vector<ErrorCode> codes() const {
    std::vector<ErrorCode> codes;
    for (const Merged& done : done_) codes.push_back(done.result.error().code);
    return codes;
  }

  const std::string fifo_ = folder_.at("pid");
  std::thread thread_;
};

TEST_F(RunningMergerTest, cancelling_kills_the_merge_soon) {
  const auto began = steady_clock::now();
  const pid_t pid = run("exec sleep 60", 0);
  cancel_and_finish();
  EXPECT_LT(steady_clock::now() - began, std::chrono::seconds(30));
  EXPECT_THAT(codes(), ElementsAre(ErrorCode::kCancelled));
  EXPECT_TRUE(is_gone(pid));
}

TEST_F(RunningMergerTest, cancelling_ends_the_plans_that_wait_too) {
  (void)run("exec sleep 60", 0);
  ASSERT_TRUE(plans_.push(plan()));
  ASSERT_TRUE(plans_.push(plan()));
  cancel_and_finish();
  EXPECT_THAT(codes(),
              ElementsAre(ErrorCode::kCancelled, ErrorCode::kCancelled, ErrorCode::kCancelled));
}

TEST_F(RunningMergerTest, a_child_that_writes_too_fast_is_stopped_and_can_still_be_cancelled) {
  const pid_t pid = run("head -c 100000 /dev/zero > " + folder_.at("zeros") + "; exec sleep 60", 1);
  siginfo_t info{};
  // Looks without taking anything away from the merger.
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(pid), &info, WSTOPPED | WNOWAIT), 0);
  cancel_and_finish();
  EXPECT_THAT(codes(), ElementsAre(ErrorCode::kCancelled));
  EXPECT_TRUE(is_gone(pid));
}

TEST_F(MergerTest, a_child_that_writes_takes_its_time) {
  // 0.4 MB, 0.1 of them as a burst, at 0.2 MB/s: 1.5 s, less what it writes between two looks.
  constexpr std::uint64_t kRate = 200'000;
  const auto began = steady_clock::now();
  const auto merged = merge_by_script(
      "exec dd if=/dev/zero bs=1 count=400000 status=none of=" + folder_.at("zeros"), kRate);
  EXPECT_TRUE(merged.ok());
  EXPECT_GE(steady_clock::now() - began, std::chrono::milliseconds(1200));
}

}  // namespace
}  // namespace quire::ingest
