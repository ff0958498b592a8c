#include "daemon/ingest/work/writer.h"

#include <filesystem>

#include "tests/unit/daemon/ingest/writer_fixture.h"

namespace quire::ingest {
namespace {

TEST_F(WriterTest, one_reading_is_published_at_once) {
  drop("a.txt", "The title");
  queue(reading_of("a.txt"));
  const Publication& publication = step();
  EXPECT_FALSE(publication.error.has_value());
  EXPECT_EQ(publication.sequence, 1U);
  EXPECT_EQ(publication.counts.articles, 1U);
  EXPECT_EQ(outcomes(publication), std::vector{Outcome::kIndexed});
  EXPECT_EQ(title_of("a.txt"), "The title");
}

TEST_F(WriterTest, a_fresh_reading_waits_for_no_bulk) {
  options_.bulk_linger = std::chrono::hours(1);
  drop("a.txt", "A");
  queue(reading_of("a.txt"));
  EXPECT_EQ(step().done.size(), 1U);
}

TEST_F(WriterTest, what_is_queued_is_published_together) {
  options_.fresh_batch = std::chrono::hours(1);
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) {
    drop(name, name);
    queue(reading_of(name));
  }
  EXPECT_EQ(step().done.size(), 3U);
  EXPECT_EQ(published_.size(), 1U);
  EXPECT_EQ(writings_.size(), 0U);
}

TEST_F(WriterTest, a_bulk_batch_takes_in_what_is_queued) {
  options_.bulk_batch = std::chrono::hours(1);
  for (const char* name : {"a.txt", "b.txt"}) {
    drop(name, name);
    Reading reading = reading_of(name);
    reading.work.lane = Lane::kBulk;
    queue(std::move(reading));
  }
  EXPECT_EQ(step().done.size(), 2U);
}

TEST_F(WriterTest, a_batch_ends_when_it_is_large_enough) {
  options_.fresh_batch = std::chrono::hours(1);
  options_.batch_bytes = 1;
  for (const char* name : {"a.txt", "b.txt"}) {
    drop(name, name);
    queue(reading_of(name));
  }
  EXPECT_EQ(step().done.size(), 1U);
  EXPECT_EQ(step().sequence, 2U);
}

TEST_F(WriterTest, an_older_reading_that_comes_after_a_newer_one_is_dropped) {
  drop("a.txt", "older");
  Reading older = reading_of("a.txt");
  drop("a.txt", "newer, and longer");
  Reading newer = reading_of("a.txt");
  const auto running = older.order;
  EXPECT_LT(running, newer.order);
  queue(std::move(newer));
  queue(std::move(older));
  options_.fresh_batch = std::chrono::hours(1);
  EXPECT_EQ(outcomes(step()), (std::vector{Outcome::kIndexed, Outcome::kUnchanged}));
  EXPECT_EQ(title_of("a.txt"), "newer, and longer");
}

TEST_F(WriterTest, an_older_reading_that_comes_in_a_later_batch_is_dropped) {
  drop("a.txt", "older");
  const auto running = order_.begin();
  Reading older{work("a.txt"), running, prepared("a.txt")};
  drop("a.txt", "newer, and longer");
  queue(reading_of("a.txt"));
  step();
  queue(std::move(older));
  order_.end(running);
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kUnchanged});
  EXPECT_EQ(title_of("a.txt"), "newer, and longer");
}

TEST_F(WriterTest, a_removal_seen_before_a_newer_reading_does_not_take_it_out) {
  Reading removal = removal_of("a.txt");
  drop("a.txt", "it came back");
  queue(reading_of("a.txt"));
  queue(std::move(removal));
  options_.fresh_batch = std::chrono::hours(1);
  step();
  EXPECT_EQ(title_of("a.txt"), "it came back");
}

TEST_F(WriterTest, an_older_reading_of_another_file_is_not_dropped) {
  drop("a.txt", "A");
  drop("b.txt", "B");
  Reading older = reading_of("a.txt");
  queue(reading_of("b.txt"));
  queue(std::move(older));
  options_.fresh_batch = std::chrono::hours(1);
  EXPECT_EQ(outcomes(step()), (std::vector{Outcome::kIndexed, Outcome::kIndexed}));
}

TEST_F(WriterTest, a_file_the_index_has_already_is_unchanged) {
  drop("a.txt", "A");
  index({"a.txt"});
  queue(reading_of("a.txt"));
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kUnchanged});
}

TEST_F(WriterTest, a_file_that_is_taken_out_is_found_no_more) {
  drop("a.txt", "A");
  index({"a.txt"});
  queue(removal_of("a.txt"));
  const Publication& publication = step();
  EXPECT_EQ(outcomes(publication), std::vector{Outcome::kRemoved});
  EXPECT_EQ(publication.counts.articles, 0U);
  EXPECT_EQ(title_of("a.txt"), "not_found");
}

TEST_F(WriterTest, taking_out_what_is_not_there_changes_nothing) {
  queue(removal_of("a.txt"));
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kUnchanged});
}

TEST_F(WriterTest, a_file_that_could_not_be_read_is_recorded) {
  queue(failure_of("a.txt"));
  const Publication& publication = step();
  EXPECT_EQ(outcomes(publication), std::vector{Outcome::kFailed});
  EXPECT_EQ(publication.counts.failed_files, 1U);
  EXPECT_EQ(publication.counts.articles, 0U);
}

TEST_F(WriterTest, a_built_segment_is_published_with_all_its_files) {
  for (const char* name : {"a.txt", "b.txt"}) drop(name, name);
  start();
  queue(built_of({"a.txt", "b.txt"}));
  const Publication publication = step();
  EXPECT_FALSE(publication.error.has_value());
  EXPECT_EQ(outcomes(publication), (std::vector{Outcome::kIndexed, Outcome::kIndexed}));
  EXPECT_EQ(publication.counts.articles, 2U);
  EXPECT_EQ(publication.counts.segments, 2U);
  EXPECT_EQ(title_of("b.txt"), "b.txt");
}

TEST_F(WriterTest, a_file_of_a_built_segment_that_was_overtaken_does_not_count) {
  for (const char* name : {"a.txt", "b.txt"}) drop(name, "older");
  start();
  Built built = built_of({"a.txt", "b.txt"});
  const auto running = order_.begin();
  built.orders = {running, running};
  drop("a.txt", "newer, and longer");
  queue(reading_of("a.txt"));
  step();
  queue(std::move(built));
  EXPECT_EQ(outcomes(step()), (std::vector{Outcome::kUnchanged, Outcome::kIndexed}));
  EXPECT_EQ(title_of("a.txt"), "newer, and longer");
  EXPECT_EQ(title_of("b.txt"), "older");
}

TEST_F(WriterTest, a_reading_that_began_before_a_built_segment_is_dropped) {
  drop("a.txt", "older");
  start();
  const auto running = order_.begin();
  Reading older{work("a.txt"), running, prepared("a.txt")};
  drop("a.txt", "newer, and longer");
  queue(built_of({"a.txt"}));
  step();
  queue(std::move(older));
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kUnchanged});
  EXPECT_EQ(title_of("a.txt"), "newer, and longer");
}

TEST_F(WriterTest, a_segment_that_could_not_be_built_is_an_error_of_the_publish) {
  start();
  Built built;
  built.works.push_back(work("a.txt"));
  built.orders.push_back(next_order());
  built.error = Error{ErrorCode::kIo, "no space", {}};
  queue(std::move(built));
  const Publication& publication = step();
  ASSERT_TRUE(publication.error.has_value());
  EXPECT_EQ(publication.error->code, ErrorCode::kIo);
  EXPECT_EQ(outcomes(publication), std::vector{Outcome::kUnchanged});
}

TEST_F(WriterTest, what_is_no_part_of_a_batch_waits_for_its_publish) {
  drop("a.txt", "A");
  start();
  queue(reading_of("a.txt"));
  queue(RebuildStep::kBegin);
  options_.fresh_batch = std::chrono::hours(1);
  EXPECT_EQ(step().done.size(), 1U);
  EXPECT_TRUE(rebuilt_.empty());
  step();
  ASSERT_EQ(rebuilt_.size(), 1U);
  EXPECT_TRUE(rebuilt_[0].result.ok());
}

TEST_F(WriterTest, there_is_no_step_more_once_the_queue_is_closed_and_empty) {
  start();
  writings_.close();
  EXPECT_FALSE(writer_->step());
}

TEST_F(WriterTest, what_is_queued_when_the_queue_closes_is_still_published) {
  drop("a.txt", "A");
  start();
  queue(reading_of("a.txt"));
  writings_.close();
  EXPECT_EQ(step().counts.articles, 1U);
  EXPECT_FALSE(writer_->step());
}

// The segments' folder moves away for a while, so that nothing can be committed.
class FailingWriterTest : public WriterTest {
 protected:
  void fill() {
    start();
    for (const char* name : {"a.txt", "b.txt"}) {
      drop(name, name);
      queue(reading_of(name));
    }
    options_.fresh_batch = std::chrono::hours(1);
  }
};

TEST_F(FailingWriterTest, a_failed_publish_reports_the_error_with_all_of_the_batch) {
  fill();
  take_segments_away();
  const Publication& publication = step();
  ASSERT_TRUE(publication.error.has_value());
  EXPECT_EQ(publication.sequence, 0U);
  EXPECT_FALSE(publication.done.empty());
}

TEST_F(FailingWriterTest, nothing_of_a_failed_publish_counts_as_indexed) {
  fill();
  take_segments_away();
  for (const Outcome outcome : outcomes(step())) EXPECT_EQ(outcome, Outcome::kUnchanged);
}

TEST_F(FailingWriterTest, what_failed_can_be_published_when_it_comes_again) {
  fill();
  take_segments_away();
  while (writings_.size() > 0) step();
  bring_segments_back();
  queue(reading_of("a.txt"));
  step();  // may still fail: the library opens its segment anew when it publishes
  queue(reading_of("a.txt"));
  EXPECT_FALSE(step().error.has_value());
  EXPECT_EQ(published_.back().counts.articles, 1U);
  EXPECT_EQ(title_of("a.txt"), "a.txt");
}

}  // namespace
}  // namespace quire::ingest
