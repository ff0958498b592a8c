#include "daemon/ingest/reconcile/reindexes.h"

#include <gtest/gtest.h>

namespace quire::ingest {
namespace {

using std::chrono::milliseconds;

constexpr SteadyTime kStart{std::chrono::seconds(10)};

class ReindexesTest : public testing::Test {
 protected:
  struct Reconcile {
    std::string relative;
    bool all = false;
    bool rebuild = false;
  };
  // What a listener heard.
  struct Heard {
    std::vector<ReindexProgress> progress;
    std::optional<Result<ReindexReport>> done;
  };

  void start(ReindexRequest request, std::vector<std::string> parts, Heard& heard) {
    std::vector<ReindexPart> reindex_parts;
    for (std::string& part : parts) reindex_parts.push_back({&drop_, std::move(part)});
    reindexes_.start(
        std::move(request), std::move(reindex_parts),
        {[&heard](const ReindexProgress& progress) { heard.progress.push_back(progress); },
         [&heard](Result<ReindexReport> done) { heard.done = std::move(done); }},
        kStart);
  }
  void start_full(Heard& heard) {
    start({{}, true}, {""}, heard);
    reindexes_.rebuilt({RebuildStep::kBegin, {}}, kStart);
  }
  void finish_job(std::uint64_t job, ReconcileReport report = {}) {
    report.job = job;
    report.drop = &drop_;
    reindexes_.job_finished(report);
  }
  // All that had a ticket is done.
  void settle(SteadyTime now = kStart) { reindexes_.advance(last_ticket_ + 1, now); }

  Drop drop_{"wire", "/wire"};
  std::uint64_t last_ticket_ = 7;
  std::size_t room_ = 100;  // for reconciles
  std::vector<Reconcile> reconciles_;
  std::vector<RebuildStep> steps_;
  Reindexes reindexes_{
      {[this](const ReindexPart& part, bool all, bool rebuild) -> std::optional<std::uint64_t> {
         if (reconciles_.size() == room_) return std::nullopt;
         reconciles_.push_back({part.relative, all, rebuild});
         return reconciles_.size();
       },
       [this](RebuildStep step) { steps_.push_back(step); }, [this] { return last_ticket_; }}};
  Heard heard_;
};

TEST_F(ReindexesTest, what_has_changed_is_found_by_a_plain_reconcile) {
  start({}, {""}, heard_);
  ASSERT_EQ(reconciles_.size(), 1U);
  EXPECT_FALSE(reconciles_[0].all);
  EXPECT_FALSE(reconciles_[0].rebuild);
  EXPECT_TRUE(steps_.empty());
}

TEST_F(ReindexesTest, single_paths_are_read_whether_they_have_changed_or_not) {
  start({{"/wire/a", "/wire/b"}, false}, {"a", "b"}, heard_);
  ASSERT_EQ(reconciles_.size(), 2U);
  EXPECT_TRUE(reconciles_[0].all);
  EXPECT_FALSE(reconciles_[0].rebuild);
}

TEST_F(ReindexesTest, the_report_sums_up_what_the_reconciles_found) {
  start({{"/wire/a", "/wire/b"}, false}, {"a", "b"}, heard_);
  ReconcileReport report;
  report.files = 10;
  report.added = 1;
  report.changed = 2;
  report.removed = 3;
  report.failed = 4;
  finish_job(1, report);
  settle();
  EXPECT_FALSE(heard_.done.has_value());
  finish_job(2, report);
  settle(kStart + milliseconds(250));
  ASSERT_TRUE(heard_.done && heard_.done->ok());
  const ReindexReport& sum = **heard_.done;
  EXPECT_EQ(sum.files, 20U);
  EXPECT_EQ(sum.added, 2U);
  EXPECT_EQ(sum.changed, 4U);
  EXPECT_EQ(sum.removed, 6U);
  EXPECT_EQ(sum.failed, 8U);
  EXPECT_EQ(sum.took, milliseconds(250));
  EXPECT_FALSE(sum.joined);
}

TEST_F(ReindexesTest, files_that_do_not_stand_still_yet_are_waited_for) {
  start({}, {""}, heard_);
  finish_job(1);
  reindexes_.advance(last_ticket_, kStart);
  EXPECT_FALSE(heard_.done.has_value());
  settle();
  EXPECT_TRUE(heard_.done.has_value());
}

TEST_F(ReindexesTest, changes_that_come_later_are_not_waited_for) {
  start({}, {""}, heard_);
  finish_job(1);
  reindexes_.advance(last_ticket_, kStart);
  const auto open = last_ticket_ + 1;
  last_ticket_ += 5;
  reindexes_.advance(open, kStart);
  EXPECT_TRUE(heard_.done.has_value());
}

TEST_F(ReindexesTest, progress_counts_the_files_of_its_own_reconciles) {
  start({}, {""}, heard_);
  Comparison mine;
  mine.job = 1;
  mine.sent = 3;
  reindexes_.compared(mine);
  Comparison other;
  other.job = 2;
  other.sent = 50;
  reindexes_.compared(other);
  reindexes_.file_done(1);
  reindexes_.file_done(2);
  reindexes_.tell_progress();
  ASSERT_EQ(heard_.progress.size(), 1U);
  EXPECT_EQ(heard_.progress[0].done, 1U);
  EXPECT_EQ(heard_.progress[0].total, 3U);
}

TEST_F(ReindexesTest, where_too_many_reconciles_wait_the_rest_is_started_later) {
  room_ = 2;
  start({{"/wire/a", "/wire/b", "/wire/c"}, false}, {"a", "b", "c"}, heard_);
  EXPECT_EQ(reconciles_.size(), 2U);
  finish_job(1);
  finish_job(2);
  settle();
  EXPECT_FALSE(heard_.done.has_value());
  room_ = 3;
  settle();
  ASSERT_EQ(reconciles_.size(), 3U);
  finish_job(3);
  settle();
  EXPECT_TRUE(heard_.done.has_value());
}

TEST_F(ReindexesTest, an_error_of_a_reconcile_is_the_reindexs) {
  start({}, {""}, heard_);
  ReconcileReport report;
  report.error = Error{ErrorCode::kNotFound, "gone", {}};
  finish_job(1, report);
  settle();
  ASSERT_TRUE(heard_.done && !heard_.done->ok());
  EXPECT_EQ(heard_.done->error().code, ErrorCode::kNotFound);
}

TEST_F(ReindexesTest, the_same_request_joins_the_one_that_runs) {
  Heard second;
  start({}, {""}, heard_);
  start({}, {""}, second);
  EXPECT_EQ(reconciles_.size(), 1U);
  finish_job(1);
  settle();
  ASSERT_TRUE(heard_.done && second.done);
  EXPECT_FALSE((*heard_.done)->joined);
  EXPECT_TRUE((*second.done)->joined);
}

TEST_F(ReindexesTest, any_request_joins_a_full_one) {
  Heard second;
  start_full(heard_);
  start({{"/wire/a"}, false}, {"a"}, second);
  EXPECT_EQ(reconciles_.size(), 1U);
  reindexes_.give_up(Error{ErrorCode::kCancelled, "ending", {}});
  EXPECT_TRUE(second.done.has_value());
}

TEST_F(ReindexesTest, another_request_runs_beside) {
  Heard second;
  start({}, {""}, heard_);
  start({{"/wire/a"}, false}, {"a"}, second);
  EXPECT_EQ(reconciles_.size(), 2U);
}

TEST_F(ReindexesTest, a_full_one_begins_a_rebuild_first) {
  start({{}, true}, {""}, heard_);
  EXPECT_EQ(steps_, std::vector{RebuildStep::kBegin});
  EXPECT_TRUE(reconciles_.empty());
  EXPECT_TRUE(reindexes_.rebuilding());
  reindexes_.rebuilt({RebuildStep::kBegin, {}}, kStart);
  ASSERT_EQ(reconciles_.size(), 1U);
  EXPECT_TRUE(reconciles_[0].all);
  EXPECT_TRUE(reconciles_[0].rebuild);
}

TEST_F(ReindexesTest, a_full_one_is_done_when_the_new_library_has_taken_the_place) {
  start_full(heard_);
  finish_job(1);
  settle();
  EXPECT_EQ(steps_, (std::vector{RebuildStep::kBegin, RebuildStep::kFinish}));
  EXPECT_FALSE(heard_.done.has_value());
  reindexes_.rebuilt({RebuildStep::kFinish, {}}, kStart);
  EXPECT_TRUE(heard_.done && heard_.done->ok());
  EXPECT_FALSE(reindexes_.rebuilding());
}

TEST_F(ReindexesTest, a_rebuild_that_cannot_begin_ends_it) {
  start({{}, true}, {""}, heard_);
  reindexes_.rebuilt({RebuildStep::kBegin, Error{ErrorCode::kIo, "no", {}}}, kStart);
  ASSERT_TRUE(heard_.done && !heard_.done->ok());
  EXPECT_EQ(heard_.done->error().code, ErrorCode::kIo);
}

TEST_F(ReindexesTest, a_folder_that_could_not_be_read_as_a_whole_keeps_the_old_library) {
  start_full(heard_);
  ReconcileReport report;
  report.unread = {
      {"secret", Error{ErrorCode::kPermission, "/wire/secret: permission denied", {}}}};
  finish_job(1, report);
  settle();
  EXPECT_EQ(steps_.back(), RebuildStep::kAbandon);
  ASSERT_TRUE(heard_.done && !heard_.done->ok());
  EXPECT_NE(heard_.done->error().message.find("/wire/secret"), std::string::npos);
}

TEST_F(ReindexesTest, an_unreadable_folder_is_no_error_of_one_that_replaces_nothing) {
  start({}, {""}, heard_);
  ReconcileReport report;
  report.unread = {
      {"secret", Error{ErrorCode::kPermission, "/wire/secret: permission denied", {}}}};
  finish_job(1, report);
  settle();
  EXPECT_TRUE(heard_.done && heard_.done->ok());
}

TEST_F(ReindexesTest, a_failed_publish_ends_a_full_one_once_its_reconciles_are_done) {
  start_full(heard_);
  reindexes_.publish_failed(Error{ErrorCode::kIo, "disk full", {}});
  finish_job(1);
  reindexes_.advance(0, kStart);
  EXPECT_EQ(steps_.back(), RebuildStep::kAbandon);
  ASSERT_TRUE(heard_.done && !heard_.done->ok());
  EXPECT_EQ(heard_.done->error().message, "disk full");
}

TEST_F(ReindexesTest, a_failed_publish_does_not_end_one_that_rebuilds_nothing) {
  start({}, {""}, heard_);
  reindexes_.publish_failed(Error{ErrorCode::kIo, "disk full", {}});
  finish_job(1);
  settle();
  EXPECT_TRUE(heard_.done && heard_.done->ok());
}

TEST_F(ReindexesTest, what_is_told_of_an_abandoned_rebuild_does_not_touch_the_next_one) {
  start_full(heard_);
  ReconcileReport report;
  report.error = Error{ErrorCode::kNotFound, "gone", {}};
  finish_job(1, report);
  settle();
  Heard second;
  start({{}, true}, {""}, second);
  reindexes_.rebuilt({RebuildStep::kAbandon, {}}, kStart);
  EXPECT_EQ(reconciles_.size(), 1U);
  reindexes_.rebuilt({RebuildStep::kBegin, {}}, kStart);
  EXPECT_EQ(reconciles_.size(), 2U);
  EXPECT_FALSE(second.done.has_value());
}

TEST_F(ReindexesTest, giving_up_tells_everybody) {
  Heard second;
  start({}, {""}, heard_);
  start({{"/wire/a"}, false}, {"a"}, second);
  reindexes_.give_up(Error{ErrorCode::kCancelled, "ending", {}});
  ASSERT_TRUE(heard_.done && second.done);
  EXPECT_EQ(heard_.done->error().code, ErrorCode::kCancelled);
  EXPECT_EQ(second.done->error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace quire::ingest
