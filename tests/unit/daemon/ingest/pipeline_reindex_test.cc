// `reindex` through the whole pipeline.

#include <cerrno>

#include "tests/unit/daemon/ingest/pipeline_fixture.h"

namespace quire::ingest {
namespace {

class ReindexTest : public PipelineTest {
 protected:
  // Runs the loop until it is done.
  Result<ReindexReport> reindex(const ReindexRequest& request) {
    std::optional<Result<ReindexReport>> outcome;
    pipeline_->reindex(request,
                       {{}, [&](Result<ReindexReport> done) { outcome = std::move(done); }});
    run_until([&] { return outcome.has_value(); });
    return outcome ? *outcome : Error{ErrorCode::kDeadlineExceeded, "no end of it", {}};
  }
  [[nodiscard]] store::LibraryCounts counts() { return pipeline_->status().counts; }
};

TEST_F(ReindexTest, what_has_not_changed_is_not_read_again) {
  drop("a.txt", "A");
  start_and_sync();
  const auto report = reindex({});
  ASSERT_TRUE(report.ok()) << describe(report.error());
  EXPECT_EQ(report->files, 1U);
  EXPECT_EQ(report->added + report->changed + report->removed, 0U);
  EXPECT_EQ(pipeline_->status().indexed, 1U);
}

TEST_F(ReindexTest, a_path_is_read_again_although_it_has_not_changed) {
  drop("sub/a.txt", "A");
  drop("b.txt", "B");
  start_and_sync();
  const auto report = reindex({{in_drop("sub/a.txt")}, false});
  ASSERT_TRUE(report.ok()) << describe(report.error());
  EXPECT_EQ(report->files, 1U);
  EXPECT_EQ(pipeline_->status().indexed, 3U);
  EXPECT_EQ(counts().articles, 2U);
}

TEST_F(ReindexTest, a_folder_is_read_again_with_all_below_it) {
  drop("sub/a.txt", "A");
  drop("sub/b.txt", "B");
  drop("c.txt", "C");
  start_and_sync();
  const auto report = reindex({{in_drop("sub")}, false});
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->files, 2U);
  EXPECT_EQ(pipeline_->status().indexed, 5U);
}

TEST_F(ReindexTest, a_drop_folder_itself_is_a_path_too) {
  drop("a.txt", "A");
  start_and_sync();
  const auto report = reindex({{folder_.at("drop")}, false});
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(pipeline_->status().indexed, 2U);
}

TEST_F(ReindexTest, a_path_outside_the_drop_folders_is_refused) {
  start_and_sync();
  const auto report = reindex({{"/elsewhere/a.txt"}, false});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
}

TEST_F(ReindexTest, a_full_one_puts_a_new_index_in_the_place_of_the_old_one) {
  drop("a.txt", "A");
  drop("b.txt", "B");
  start_and_sync();
  const auto report = reindex({{}, true});
  ASSERT_TRUE(report.ok()) << describe(report.error());
  EXPECT_EQ(report->files, 2U);
  EXPECT_EQ(report->changed, 0U);
  EXPECT_EQ(counts().articles, 2U);
  EXPECT_FALSE(counts().rebuilding);
  EXPECT_EQ(title_of("b.txt"), "B");
}

TEST_F(ReindexTest, a_full_one_of_an_empty_folder_ends_too) {
  start_and_sync();
  const auto report = reindex({{}, true});
  ASSERT_TRUE(report.ok()) << describe(report.error());
  EXPECT_EQ(report->files, 0U);
}

TEST_F(ReindexTest, a_full_one_follows_what_changes_meanwhile) {
  drop_many(500);
  start_and_sync();
  std::optional<Result<ReindexReport>> outcome;
  pipeline_->reindex({{}, true},
                     {{}, [&](Result<ReindexReport> done) { outcome = std::move(done); }});
  drop("3.txt", "changed meanwhile");
  drop("new.txt", "new meanwhile");
  folder_.remove("drop/4.txt");
  ASSERT_TRUE(run_until([&] { return outcome.has_value(); }));
  ASSERT_TRUE(outcome->ok());
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(counts().articles, 500U);
  EXPECT_EQ(title_of("3.txt"), "changed meanwhile");
  EXPECT_EQ(title_of("new.txt"), "new meanwhile");
  EXPECT_EQ(title_of("4.txt"), "not_found");
  EXPECT_EQ(title_of("499.txt"), "number 499");
}

TEST_F(ReindexTest, a_full_one_is_refused_while_a_drop_folder_is_not_there) {
  drop("a.txt", "A");
  start_and_sync();
  folder_.rename("drop", "elsewhere");
  ASSERT_TRUE(run_until([&] { return !pipeline_->status().drops[0].watch.root_present; }));
  const auto report = reindex({{}, true});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(counts().articles, 1U);
}

TEST_F(ReindexTest, a_full_one_that_cannot_read_a_folder_leaves_the_old_index) {
  drop("sub/a.txt", "A");
  drop("b.txt", "B");
  start_and_sync();
  files_.fail(test::FileCall::kList, "/sub", EACCES);
  const auto report = reindex({{}, true});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(title_of("sub/a.txt"), "A");
  EXPECT_EQ(title_of("b.txt"), "B");
  EXPECT_TRUE(run_until([&] { return !counts().rebuilding; }));
}

TEST_F(ReindexTest, while_the_index_cannot_be_written_a_full_one_does_not_hide_that) {
  drop("a.txt", "A");
  start_and_sync();
  take_segments_away();
  drop("b.txt", "B");
  ASSERT_TRUE(run_until([&] { return has_problem("could not be written"); }));
  EXPECT_FALSE(reindex({{}, true}).ok());
  EXPECT_TRUE(has_problem("could not be written"));
  bring_segments_back();
  EXPECT_TRUE(run_until([&] { return !has_problem("could not be written"); }));
}

TEST_F(ReindexTest, a_sync_does_not_wait_for_a_full_one) {
  drop_many(500);
  start_and_sync();
  bool ended = false;
  pipeline_->reindex({{}, true}, {{}, [&](const Result<ReindexReport>&) { ended = true; }});
  drop("new.txt", "new");
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("new.txt"), "new");
  EXPECT_TRUE(run_until([&] { return ended; }));
}

TEST_F(ReindexTest, a_second_request_joins_the_first) {
  drop_many(200);
  start_and_sync();
  std::vector<ReindexReport> reports;
  for (int i = 0; i < 2; ++i) {
    pipeline_->reindex({{}, true}, {{}, [&](const Result<ReindexReport>& done) {
                                      if (done) reports.push_back(*done);
                                    }});
  }
  ASSERT_TRUE(run_until([&] { return reports.size() == 2; }));
  EXPECT_FALSE(reports[0].joined);
  EXPECT_TRUE(reports[1].joined);
}

TEST_F(ReindexTest, progress_is_told_up_to_the_last_file) {
  drop_many(300);
  start_and_sync();
  ReindexProgress last;
  bool ended = false;
  pipeline_->reindex({{}, true}, {[&](const ReindexProgress& progress) { last = progress; },
                                  [&](const Result<ReindexReport>&) { ended = true; }});
  ASSERT_TRUE(run_until([&] { return ended; }));
  EXPECT_EQ(last.done, 300U);
  EXPECT_EQ(last.total, 300U);
}

TEST_F(ReindexTest, who_waits_hears_when_the_daemon_ends) {
  drop("a.txt", "A");
  start_and_sync();
  std::optional<Result<ReindexReport>> outcome;
  pipeline_->reindex({{}, true},
                     {{}, [&](Result<ReindexReport> done) { outcome = std::move(done); }});
  pipeline_->give_up_waits();
  ASSERT_TRUE(outcome && !outcome->ok());
  EXPECT_EQ(outcome->error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace quire::ingest
