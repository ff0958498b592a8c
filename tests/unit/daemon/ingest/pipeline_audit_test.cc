#include <gmock/gmock.h>

#include "tests/unit/daemon/ingest/pipeline_fixture.h"

namespace quire::ingest {
namespace {

class AuditTest : public PipelineTest {
 protected:
  Result<AuditReport> audit(const std::optional<std::string>& path = std::nullopt) {
    std::optional<Result<AuditReport>> outcome;
    pipeline_->audit(path, deadline_, nullptr,
                     [&](Result<AuditReport> done) { outcome = std::move(done); });
    EXPECT_TRUE(run_until([&] { return outcome.has_value(); }));
    return *std::move(outcome);
  }

  const SteadyTime deadline_ = std::chrono::steady_clock::now() + std::chrono::hours(1);
};

TEST_F(AuditTest, after_a_sync_nothing_differs_and_nothing_is_pending) {
  drop_many(10);
  start_and_sync();
  const auto report = audit();
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->equal());
  EXPECT_EQ(report->files, 10U);
  EXPECT_EQ(report->pending, 0U);
}

TEST_F(AuditTest, changes_that_were_on_their_way_at_its_beginning_are_counted) {
  options_.threads.reading.settle = milliseconds(3'600'000);
  start_and_sync();
  // Never closed, so that it waits for an hour to settle.
  std::FILE* open = std::fopen(in_drop("a.txt").c_str(), "w");
  std::fputs("A", open);
  std::fflush(open);
  ASSERT_TRUE(run_until([&] { return pipeline_->status().pending == 1; }));
  const auto report = audit();
  std::fclose(open);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->missing.total(), 1U);
  EXPECT_EQ(report->pending, 1U);
}

TEST_F(AuditTest, a_path_is_that_of_a_drop_folder_or_in_one) {
  drop("sub/a.txt", "A");
  drop("b.txt", "B");
  start_and_sync();
  EXPECT_EQ(audit(folder_.at("drop"))->files, 2U);
  EXPECT_EQ(audit(folder_.at("drop/sub"))->files, 1U);
  EXPECT_EQ(audit(folder_.at("drop/b.txt"))->files, 1U);
  EXPECT_EQ(audit(folder_.at("dropped")).error().code, ErrorCode::kNotFound);
}

TEST_F(AuditTest, when_too_many_wait_the_next_is_told_at_once) {
  // Without threads they all wait.
  pipeline_ = std::make_unique<Pipeline>(
      Pipeline::Surroundings{loop_, inbox_, files_, clock_, *log_}, options_);
  std::size_t refused = 0;
  for (std::size_t i = 0; i <= Threads::kAuditCapacity; ++i) {
    pipeline_->audit(std::nullopt, deadline_, nullptr, [&](const Result<AuditReport>& done) {
      EXPECT_EQ(done.error().code, ErrorCode::kBusy);
      ++refused;
    });
  }
  EXPECT_EQ(refused, 1U);
}

TEST_F(AuditTest, who_waits_hears_when_the_daemon_ends) {
  drop("a.txt", "A");
  start_and_sync();
  pipeline_->give_up_waits();
  EXPECT_EQ(audit().error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace quire::ingest
