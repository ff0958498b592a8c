#include "daemon/ingest/reconcile/reconcile_jobs.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

using std::chrono::milliseconds;

constexpr SteadyTime kStart{std::chrono::seconds(10)};

class ReconcileJobsTest : public testing::Test {
 protected:
  std::uint64_t add(std::string subtree = "") {
    const std::uint64_t id = jobs_.next_id();
    jobs_.add({id, &drop_, std::move(subtree), nullptr, 40 + id}, kStart);
    return id;
  }
  static Comparison comparison(std::uint64_t job, std::uint64_t added, std::uint64_t changed = 0,
                               std::uint64_t removed = 0) {
    Comparison comparison;
    comparison.job = job;
    comparison.files = 9;
    comparison.added = added;
    comparison.changed = changed;
    comparison.removed = removed;
    comparison.sent = added + changed + removed;
    return comparison;
  }

  Drop drop_{"wire", "/wire"};
  ReconcileJobs jobs_;
};

TEST_F(ReconcileJobsTest, a_job_that_found_nothing_to_do_is_done_when_it_has_compared) {
  const auto id = add();
  EXPECT_FALSE(jobs_.take_finished(id, kStart).has_value());
  jobs_.compared(comparison(id, 0));
  EXPECT_TRUE(jobs_.take_finished(id, kStart).has_value());
  EXPECT_TRUE(jobs_.empty());
}

TEST_F(ReconcileJobsTest, a_job_is_done_when_the_last_of_its_files_is) {
  const auto id = add();
  jobs_.compared(comparison(id, 1, 1, 1));
  jobs_.file_done(id, false);
  jobs_.file_done(id, false);
  EXPECT_FALSE(jobs_.take_finished(id, kStart).has_value());
  jobs_.file_done(id, false);
  EXPECT_TRUE(jobs_.take_finished(id, kStart).has_value());
}

TEST_F(ReconcileJobsTest, the_report_says_what_was_done) {
  const auto id = add("sub");
  auto found = comparison(id, 2, 1, 0);
  found.unread = {{"sub/x", Error{ErrorCode::kIo, "no", {}}}};
  jobs_.compared(std::move(found));
  jobs_.file_done(id, true);
  jobs_.file_done(id, false);
  jobs_.file_done(id, false);
  const auto report = jobs_.take_finished(id, kStart + milliseconds(70));
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->drop, &drop_);
  EXPECT_EQ(report->subtree, "sub");
  EXPECT_EQ(report->ticket, 40 + id);
  EXPECT_EQ(report->took, milliseconds(70));
  EXPECT_EQ(report->files, 9U);
  EXPECT_EQ(report->added, 2U);
  EXPECT_EQ(report->changed, 1U);
  EXPECT_EQ(report->removed, 0U);
  EXPECT_EQ(report->failed, 1U);
  ASSERT_EQ(report->unread.size(), 1U);
  EXPECT_EQ(report->unread[0].relative, "sub/x");
  EXPECT_FALSE(report->error.has_value());
}

TEST_F(ReconcileJobsTest, a_job_that_failed_midway_waits_for_the_files_it_has_sent) {
  const auto id = add();
  auto found = comparison(id, 1);
  found.error = Error{ErrorCode::kIo, "gone", {}};
  jobs_.compared(std::move(found));
  EXPECT_FALSE(jobs_.take_finished(id, kStart).has_value());
  jobs_.file_done(id, false);
  const auto report = jobs_.take_finished(id, kStart);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->error->message, "gone");
}

TEST_F(ReconcileJobsTest, the_files_of_all_jobs_that_are_still_to_be_done_are_counted) {
  const auto one = add();
  const auto other = add();
  EXPECT_EQ(jobs_.open_files(), 0U);
  jobs_.compared(comparison(one, 3));
  jobs_.compared(comparison(other, 2));
  jobs_.file_done(one, false);
  EXPECT_EQ(jobs_.open_files(), 4U);
}

TEST_F(ReconcileJobsTest, the_files_of_one_job_do_not_finish_another) {
  const auto one = add();
  const auto other = add();
  jobs_.compared(comparison(one, 1));
  jobs_.compared(comparison(other, 1));
  jobs_.file_done(other, false);
  EXPECT_FALSE(jobs_.take_finished(one, kStart).has_value());
  EXPECT_TRUE(jobs_.take_finished(other, kStart).has_value());
}

TEST_F(ReconcileJobsTest, a_job_that_never_came_to_be_changes_nothing) {
  const auto id = jobs_.next_id();
  jobs_.compared(comparison(id, 1));
  jobs_.file_done(id, false);
  EXPECT_FALSE(jobs_.take_finished(id, kStart).has_value());
  EXPECT_TRUE(jobs_.empty());
}

}  // namespace
}  // namespace quire::ingest
