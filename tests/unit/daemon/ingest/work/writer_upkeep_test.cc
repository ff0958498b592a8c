// How the writer keeps the library in shape: sealing, merging, rebuilds.

#include "tests/unit/daemon/ingest/writer_fixture.h"

namespace quire::ingest {
namespace {

// Segments are merged as soon as there are two, and the fresh one is sealed at once.
class MergingWriterTest : public WriterTest {
 protected:
  MergingWriterTest() {
    library_options_.merging.segments = 1;
    library_options_.merging.segments_loading = 1;
    library_options_.fresh_documents = 1;
  }
  // Articles a.txt and b.txt, each in a segment of its own, and the plan to merge these.
  void write_two() {
    for (const char* name : {"a.txt", "b.txt"}) {
      drop(name, name);
      queue(reading_of(name));
      step();
    }
    ASSERT_EQ(plans_.size(), 1U);
  }
  // The same two as a bulk load brings them.
  void load_two() {
    for (const char* name : {"a.txt", "b.txt"}) drop(name, name);
    start();
    for (const char* name : {"a.txt", "b.txt"}) {
      queue(built_of({name}));
      step();
    }
  }
};

TEST_F(MergingWriterTest, a_large_fresh_segment_is_sealed_after_the_publish) {
  drop("a.txt", "A");
  queue(reading_of("a.txt"));
  step();
  ASSERT_EQ(published_.size(), 2U);
  EXPECT_EQ(published_[0].counts.segments, 1U);
  EXPECT_EQ(published_[1].counts.segments, 2U);
  EXPECT_TRUE(published_[1].done.empty());
  EXPECT_EQ(published_[1].sequence, 1U);
}

TEST_F(MergingWriterTest, too_many_segments_are_handed_to_the_merger_once) {
  write_two();
  EXPECT_EQ(plans_[0].sources.size(), 2U);
  EXPECT_TRUE(published_.back().counts.merging);
  drop("c.txt", "C");
  queue(reading_of("c.txt"));
  step();
  EXPECT_EQ(plans_.size(), 1U);
}

TEST_F(MergingWriterTest, a_merged_segment_takes_the_place_of_its_sources) {
  write_two();
  queue(Merged{plans_[0], store::merge_segments(files_, plans_[0])});
  const Publication publication = step();
  EXPECT_EQ(publication.counts.segments, 2U);
  EXPECT_EQ(publication.counts.merges, 1U);
  EXPECT_FALSE(publication.counts.merging);
  EXPECT_EQ(publication.counts.articles, 2U);
  EXPECT_EQ(title_of("a.txt"), "a.txt");
}

TEST_F(MergingWriterTest, a_merge_that_failed_is_told_and_not_tried_again_at_once) {
  write_two();
  queue(Merged{plans_[0], Error{ErrorCode::kIo, "no space", {}}});
  step();
  ASSERT_EQ(upkeep_.size(), 1U);
  ASSERT_TRUE(upkeep_[0].has_value());
  EXPECT_EQ(upkeep_[0]->code, ErrorCode::kIo);
  EXPECT_EQ(plans_.size(), 1U);
  EXPECT_EQ(title_of("a.txt"), "a.txt");
}

TEST_F(MergingWriterTest, a_merge_that_failed_is_tried_again_when_nothing_else_happens) {
  options_.merge_retry = std::chrono::milliseconds(1);
  write_two();
  queue(Merged{plans_[0], Error{ErrorCode::kIo, "no space", {}}});
  step();
  step();
  ASSERT_EQ(plans_.size(), 2U);
  queue(Merged{plans_[1], store::merge_segments(files_, plans_[1])});
  step();
  EXPECT_FALSE(upkeep_.back().has_value());
}

TEST_F(MergingWriterTest, a_merge_that_was_cancelled_is_no_failure) {
  write_two();
  queue(Merged{plans_[0], Error{ErrorCode::kCancelled, "cancelled", {}}});
  step();
  EXPECT_TRUE(upkeep_.empty());
}

TEST_F(MergingWriterTest, while_a_load_goes_on_more_segments_may_stand_side_by_side) {
  library_options_.merging.segments_loading = 2;
  load_two();
  EXPECT_TRUE(plans_.empty());
  EXPECT_TRUE(published_.back().counts.merging);
}

TEST_F(MergingWriterTest, when_a_load_has_ended_its_segments_are_merged) {
  library_options_.merging.segments_loading = 2;
  options_.load_end = std::chrono::milliseconds(1);
  load_two();
  while (plans_.empty()) step();
  EXPECT_EQ(plans_[0].sources.size(), 2U);
}

TEST_F(MergingWriterTest, at_rest_few_segments_are_made_fewer) {
  library_options_.merging.segments = 8;
  library_options_.merging.segments_at_rest = 1;
  options_.load_end = std::chrono::milliseconds(1);
  options_.rest = std::chrono::milliseconds(2);
  load_two();
  while (plans_.empty()) step();
  EXPECT_EQ(plans_[0].sources.size(), 2U);
}

class RebuildingWriterTest : public WriterTest {
 protected:
  void take(RebuildStep step_to_take) {
    queue(step_to_take);
    step();
    ASSERT_FALSE(rebuilt_.empty());
    EXPECT_EQ(rebuilt_.back().step, step_to_take);
  }
};

TEST_F(RebuildingWriterTest, a_rebuild_is_seen_when_it_is_finished_and_not_before) {
  for (const char* name : {"gone.txt", "a.txt"}) drop(name, name);
  index({"gone.txt"});
  take(RebuildStep::kBegin);
  EXPECT_TRUE(published_.back().counts.rebuilding);
  queue(built_of({"a.txt"}, true));
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kIndexed});
  EXPECT_EQ(title_of("a.txt"), "not_found");
  EXPECT_EQ(title_of("gone.txt"), "gone.txt");
  take(RebuildStep::kFinish);
  ASSERT_TRUE(rebuilt_.back().result.ok());
  EXPECT_EQ(title_of("a.txt"), "a.txt");
  EXPECT_EQ(title_of("gone.txt"), "not_found");
  EXPECT_FALSE(published_.back().counts.rebuilding);
}

TEST_F(RebuildingWriterTest, a_finished_rebuild_counts_as_a_publish) {
  drop("a.txt", "A");
  start();
  take(RebuildStep::kBegin);
  const auto before = published_.back().sequence;
  take(RebuildStep::kFinish);
  EXPECT_EQ(published_.back().sequence, before + 1);
}

TEST_F(RebuildingWriterTest, what_comes_for_a_rebuild_that_was_given_up_is_no_error) {
  drop("a.txt", "A");
  start();
  take(RebuildStep::kBegin);
  Built late = built_of({"a.txt"}, true);
  take(RebuildStep::kAbandon);
  queue(std::move(late));
  const Publication publication = step();
  EXPECT_FALSE(publication.error.has_value());
  EXPECT_EQ(outcomes(publication), std::vector{Outcome::kUnchanged});
  take(RebuildStep::kFinish);
  ASSERT_FALSE(rebuilt_.back().result.ok());
  EXPECT_EQ(rebuilt_.back().result.error().code, ErrorCode::kCancelled);
}

TEST_F(RebuildingWriterTest, a_reading_older_than_a_rebuilds_still_counts_in_the_live_library) {
  drop("a.txt", "A");
  start();
  take(RebuildStep::kBegin);
  const auto running = order_.begin();
  Reading older{work("a.txt"), running, prepared("a.txt")};
  queue(built_of({"a.txt"}, true));
  step();
  queue(std::move(older));
  EXPECT_EQ(outcomes(step()), std::vector{Outcome::kIndexed});
  EXPECT_EQ(title_of("a.txt"), "A");
}

// --- damaged segments --------------------------------------------------------------------------

TEST_F(MergingWriterTest, a_damaged_segment_is_put_aside_and_told_of) {
  write_two();
  const auto segment = plans_[0].sources[0].number;
  queue(Damaged{segment, {ErrorCode::kCorrupt, "spoilt", {}}});
  step();
  ASSERT_EQ(quarantined_.size(), 1U);
  EXPECT_EQ(quarantined_[0].reason.message, "spoilt");
  EXPECT_TRUE(published_.back().counts.partial);
  EXPECT_EQ(published_.back().counts.articles, 1U);
  // Whoever else found the same is late.
  queue(Damaged{segment, {ErrorCode::kCorrupt, "spoilt", {}}});
  step();
  EXPECT_EQ(quarantined_.size(), 1U);
}

TEST_F(MergingWriterTest, a_library_that_is_whole_again_is_told_of) {
  write_two();
  queue(Damaged{plans_[0].sources[0].number, {ErrorCode::kCorrupt, "spoilt", {}}});
  step();
  queue(Upkeep::kWholeAgain);
  step();
  EXPECT_FALSE(published_.back().counts.partial);
}

TEST_F(WriterTest, a_damaged_fresh_segment_is_found_when_it_is_looked_for) {
  start();
  drop("a.txt", "A");
  queue(reading_of("a.txt"));
  step();
  queue(Upkeep::kCheck);
  step();
  EXPECT_TRUE(quarantined_.empty());
  for (const auto& segment : std::filesystem::directory_iterator(folder_.at("index/segments"))) {
    std::filesystem::resize_file(segment.path() / "postlist.glass", 0);
  }
  queue(Upkeep::kCheck);
  step();
  EXPECT_EQ(quarantined_.size(), 1U);
  EXPECT_TRUE(published_.back().counts.partial);
  drop("b.txt", "B");
  queue(reading_of("b.txt"));
  step();
  EXPECT_FALSE(published_.back().error.has_value());
  EXPECT_EQ(published_.back().counts.articles, 1U);
}

}  // namespace
}  // namespace quire::ingest
