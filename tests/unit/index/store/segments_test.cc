// The library of several segments: sealing, tombstones, built segments, merges, rebuilds.

#include <gmock/gmock.h>

#include <filesystem>

#include "index/store/format/manifest.h"
#include "tests/unit/index/store/segments_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;

TEST_F(SegmentsTest, a_fresh_segment_that_has_grown_is_sealed_and_answers_on) {
  const auto library = opened_with(1);
  seal(*library, prepared("a.txt", "A"));
  seal(*library, prepared("b.txt", "B"));
  EXPECT_EQ(library->counts().segments, 3U);
  EXPECT_EQ(library->counts().articles, 2U);
  EXPECT_EQ(live(), "A | B");
  EXPECT_EQ(titles(), "A | B");
}

TEST_F(SegmentsTest, a_file_of_a_sealed_segment_is_replaced) {
  const auto library = opened_with(1);
  seal(*library, prepared("a.txt", "Old", 1));
  EXPECT_EQ(live(), "Old");
  ASSERT_TRUE(*library->replace(prepared("a.txt", "New", 2)));
  EXPECT_EQ(live(), "Old");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "New");
  EXPECT_EQ(library->counts().articles, 1U);
  EXPECT_EQ(library->counts().tombstones, 1U);
}

TEST_F(SegmentsTest, the_same_state_in_a_sealed_segment_is_left_alone) {
  const auto library = opened_with(1);
  seal(*library, prepared("a.txt", "A"));
  EXPECT_FALSE(*library->replace(prepared("a.txt", "Never looked at")));
  EXPECT_TRUE(*library->replace(prepared("a.txt", "Forced"), Read::kForced));
}

TEST_F(SegmentsTest, a_file_of_a_sealed_segment_is_removed_and_stays_so_after_a_clean_end) {
  {
    const auto library = opened_with(1);
    seal(*library, prepared("a.txt", "A"));
    seal(*library, prepared("b.txt", "B"));
    ASSERT_TRUE(*library->remove(key("a.txt")));
    ASSERT_TRUE(library->publish().ok());
    EXPECT_EQ(live(), "B");
    EXPECT_EQ(live_->get(key("a.txt")).error().code, ErrorCode::kNotFound);
    ASSERT_TRUE(library->close().ok());
  }
  EXPECT_EQ(titles(), "B");
}

TEST_F(SegmentsTest, a_publish_that_fails_takes_its_tombstones_back) {
  const auto library = opened_with(1);
  seal(*library, prepared("a.txt", "A"));
  ASSERT_TRUE(*library->remove(key("a.txt")));
  adopt(*library, built({{"b.txt", "B"}}, *library));
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_FALSE(library->publish().ok());
  files_.heal();
  EXPECT_EQ(live(), "A");
  EXPECT_EQ(library->counts().articles, 1U);
  ASSERT_TRUE(*library->remove(key("a.txt")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "");
}

TEST_F(SegmentsTest, when_the_fresh_segment_cannot_be_opened_again_the_first_publish_after_it_can) {
  const auto library = opened_with(100);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  // Neither the commit nor opening it anew goes well.
  const std::string segments = at("segments");
  ASSERT_TRUE(*library->replace(prepared("b.txt", "Second")));
  std::filesystem::rename(segments, segments + "-away");
  EXPECT_FALSE(library->publish().ok());
  EXPECT_FALSE(library->replace(prepared("b.txt", "Second")).ok());
  EXPECT_FALSE(library->publish().ok());
  std::filesystem::rename(segments + "-away", segments);
  ASSERT_TRUE(*library->replace(prepared("b.txt", "Second")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "First | Second");
}

TEST_F(SegmentsTest,
       a_publish_that_fails_at_the_manifest_leaves_what_a_built_segment_was_to_replace) {
  const auto library = opened_with(100);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  adopt(*library, built({{"a.txt", "Second"}}, *library, 2));
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_FALSE(library->publish().ok());
  EXPECT_EQ(live(), "First");
  files_.heal();
}

TEST_F(SegmentsTest, after_a_failed_publish_an_empty_one_finds_out_whether_it_can_write) {
  const auto library = opened_with(100);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  const auto segment = built({{"c.txt", "Third"}}, *library);
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_TRUE(library->publish().ok());  // nothing was wrong yet, so that nothing is written
  adopt(*library, segment);
  EXPECT_FALSE(library->publish().ok());
  EXPECT_FALSE(library->publish().ok());
  files_.heal();
  EXPECT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "First");
}

TEST_F(SegmentsTest, a_built_segment_is_taken_in_whole) {
  const auto library = opened_with(100);
  EXPECT_THAT(adopt(*library, built({{"a.txt", "A"}, {"b.txt", "B"}}, *library)),
              ElementsAre(true, true));
  EXPECT_EQ(live(), "");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "A | B");
}

TEST_F(SegmentsTest, a_built_file_takes_the_place_of_an_older_version_and_not_of_the_same) {
  const auto library = opened_with(100);
  fill(*library, {});
  ASSERT_TRUE(*library->replace(prepared("same.txt", "Same", 2)));
  ASSERT_TRUE(*library->replace(prepared("old.txt", "Old", 1)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_THAT(adopt(*library, built({{"same.txt", "Again"}, {"old.txt", "New"}}, *library, 2)),
              ElementsAre(false, true));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "New | Same");
}

TEST_F(SegmentsTest, an_outdated_file_of_a_built_segment_does_not_count) {
  const auto library = opened_with(100);
  const BuiltSegment segment = built({{"a.txt", "A"}, {"b.txt", "B"}}, *library);
  ASSERT_TRUE(library->adopt(segment, {true, false}, Read::kChanged, false).ok());
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "B");
  EXPECT_EQ(library->counts().articles, 1U);
}

TEST_F(SegmentsTest, merging_leaves_what_there_is_and_nothing_of_what_was) {
  const auto library = opened_with(1, 2);
  for (const std::string name : {"a", "b", "c", "d"}) seal(*library, prepared(name, name));
  ASSERT_TRUE(*library->remove(key("b")));
  ASSERT_TRUE(library->publish().ok());
  merge(*library);
  EXPECT_EQ(live(), "a | c | d");
  EXPECT_EQ(titles(), "a | c | d");
  EXPECT_LE(library->counts().segments, 3U);
  EXPECT_EQ(library->counts().merges, 1U);
  EXPECT_FALSE(library->plan_merge().has_value());
}

TEST_F(SegmentsTest, what_is_removed_and_replaced_during_a_merge_is_so_after_it) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b", "c"}) seal(*library, prepared(name, name));
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan.has_value());
  const auto merged = merge_segments(files_, *plan);
  ASSERT_TRUE(*library->remove(key("a")));
  ASSERT_TRUE(*library->replace(prepared("b", "b2", 2)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "b2 | c");
  ASSERT_TRUE(library->finish_merge(*plan, merged).ok());
  EXPECT_EQ(live(), "b2 | c");
  ASSERT_TRUE(*library->replace(prepared("c", "c2", 2)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "b2 | c2");
}

TEST_F(SegmentsTest, a_merge_that_fails_changes_nothing_and_can_be_tried_again) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b"}) seal(*library, prepared(name, name));
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan.has_value());
  EXPECT_FALSE(library->plan_merge().has_value());
  EXPECT_FALSE(library->finish_merge(*plan, Error{ErrorCode::kIo, "no", {}}).ok());
  EXPECT_EQ(live(), "a | b");
  merge(*library);
  EXPECT_EQ(live(), "a | b");
}

TEST_F(SegmentsTest, a_merge_whose_manifest_cannot_be_written_is_listed_by_the_next_publish) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b"}) seal(*library, prepared(name, name));
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan.has_value());
  const auto merged = merge_segments(files_, *plan);
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_FALSE(library->finish_merge(*plan, merged).ok());
  files_.heal();
  EXPECT_EQ(live(), "a | b");
  EXPECT_EQ(titles(), "a | b");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "a | b");
  EXPECT_FALSE(files_.status(plan->sources.front().path).ok());
}

TEST_F(SegmentsTest, who_begins_to_read_while_merged_segments_are_removed_finds_all) {
  const auto library = opened_with(1, 1);
  seal(*library, prepared("a.txt", "First"));
  seal(*library, prepared("b.txt", "Second"));
  int readers = 0;
  files_.before(test::FileCall::kRemove, "segments/" + segment_name(1), [&] {
    ++readers;
    Searcher late(files_, index(), library->live_view());
    const auto result = late.search(Xapian::Query::MatchAll, {});
    EXPECT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(result->articles.size(), 2U);
  });
  merge(*library);
  EXPECT_GT(readers, 0);
  files_.heal();
}

TEST_F(SegmentsTest, a_merge_that_cannot_be_moved_into_place_can_be_tried_again) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b"}) seal(*library, prepared(name, name));
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan.has_value());
  const auto merged = merge_segments(files_, *plan);
  files_.fail(test::FileCall::kRename, "merge-1", EIO);
  EXPECT_FALSE(library->finish_merge(*plan, merged).ok());
  files_.heal();
  merge(*library);
  EXPECT_EQ(live(), "a | b");
}

TEST_F(SegmentsTest, a_segment_that_lost_all_its_articles_is_merged_away) {
  const auto library = opened_with(1);
  seal(*library, prepared("a", "a"));
  ASSERT_TRUE(*library->remove(key("a")));
  ASSERT_TRUE(library->publish().ok());
  merge(*library);
  EXPECT_EQ(library->counts().tombstones, 0U);
  EXPECT_EQ(live(), "");
}

TEST_F(SegmentsTest, what_a_rebuild_has_so_far_is_merged_too) {
  const auto library = opened_with(100, 1);
  ASSERT_TRUE(library->begin_rebuild().ok());
  adopt(*library, built({{"a", "a"}}, *library), true);
  adopt(*library, built({{"b", "b"}}, *library), true);
  ASSERT_TRUE(library->publish().ok());
  merge(*library);
  ASSERT_TRUE(*library->replace(prepared("a", "a2", 2)));
  ASSERT_TRUE(library->publish().ok());
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(live(), "a2 | b");
  EXPECT_EQ(library->counts().segments, 2U);
}

TEST_F(SegmentsTest, a_merge_that_began_before_a_rebuild_does_not_outlive_it) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b"}) seal(*library, prepared(name, name));
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan.has_value());
  ASSERT_TRUE(library->begin_rebuild().ok());
  (void)library->finish_merge(*plan, merge_segments(files_, *plan));
  EXPECT_EQ(live(), "a | b");
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(live(), "");
}

TEST_F(SegmentsTest, a_fresh_segment_that_cannot_be_sealed_stays_fresh) {
  const auto library = opened_with(1);
  ASSERT_TRUE(*library->replace(prepared("a", "a")));
  ASSERT_TRUE(library->publish().ok());
  files_.fail(test::FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_FALSE(library->seal_if_large().ok());
  files_.heal();
  ASSERT_TRUE(*library->replace(prepared("b", "b")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "a | b");
  ASSERT_TRUE(library->seal_if_large().ok());
  EXPECT_EQ(live(), "a | b");
}

TEST_F(SegmentsTest, two_versions_that_a_crash_left_are_both_replaced) {
  {
    const auto library = opened_with(1);
    seal(*library, prepared("a.txt", "Old", 1));
    ASSERT_TRUE(*library->replace(prepared("a.txt", "New", 2)));
    ASSERT_TRUE(library->publish().ok());
  }
  const auto library = opened_with(1);
  EXPECT_EQ(live(), "New | Old");
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Read again", 2)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "Read again");
}

TEST_F(SegmentsTest, of_two_versions_of_one_state_that_a_crash_left_one_is_what_was_stored) {
  {
    const auto library = opened_with(1);
    adopt(*library, built({{"a.txt", "Same"}, {"a.txt", "Same"}}, *library));
    ASSERT_TRUE(library->publish().ok());
  }
  const auto library = opened_with(1);
  const auto articles = live_->articles_of(key("a.txt"), state(1));
  ASSERT_TRUE(articles.ok());
  EXPECT_EQ(articles->size(), 1U);
}

TEST_F(SegmentsTest, two_versions_in_one_segment_that_a_crash_left_are_both_replaced) {
  {
    const auto library = opened_with(1);
    // Read twice in one load: the first has a tombstone, which does not outlive the process.
    adopt(*library, built({{"a.txt", "Old"}, {"a.txt", "New"}}, *library));
    ASSERT_TRUE(library->publish().ok());
    EXPECT_EQ(live(), "New");
  }
  const auto library = opened_with(1);
  EXPECT_EQ(live(), "New | Old");
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Read again")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "Read again");
}

TEST_F(SegmentsTest, a_rebuild_is_seen_when_it_is_finished) {
  const auto library = opened_with(1);
  seal(*library, prepared("gone.txt", "Gone"));
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Old")));
  ASSERT_TRUE(library->publish().ok());
  ASSERT_TRUE(library->begin_rebuild().ok());
  adopt(*library, built({{"a.txt", "New"}}, *library), true);
  ASSERT_TRUE(*library->replace(prepared("late.txt", "Late")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "Gone | Late | Old");
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(live(), "Late | New");
  EXPECT_EQ(titles(), "Late | New");
}

TEST_F(SegmentsTest, a_file_that_is_looked_at_again_during_a_rebuild_outlives_it) {
  const auto library = opened_with(1);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "A")));
  ASSERT_TRUE(library->publish().ok());
  ASSERT_TRUE(library->begin_rebuild().ok());
  // The look is later than the rebuild's own, which therefore does not count.
  const BuiltSegment segment = built({{"a.txt", "A"}}, *library);
  EXPECT_TRUE(*library->replace(prepared("a.txt", "A")));
  ASSERT_TRUE(library->adopt(segment, {true}, Read::kForced, true).ok());
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(live(), "A");
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(live(), "A");
}

TEST_F(SegmentsTest, what_a_merge_writes_counts_as_written_again) {
  const auto library = opened_with(1, 1);
  for (const std::string name : {"a", "b"}) seal(*library, prepared(name, name));
  EXPECT_EQ(write_amplification(library->counts()), 1.0);
  merge(*library);
  const LibraryCounts counts = library->counts();
  EXPECT_GT(counts.merged_bytes, 0U);
  EXPECT_EQ(write_amplification(counts), 1.0 + static_cast<double>(counts.merged_bytes) /
                                                   static_cast<double>(counts.added_bytes));
}

TEST_F(SegmentsTest, a_rebuild_replaces_what_came_built_before_it) {
  const auto library = opened_with(100);
  adopt(*library, built({{"a.txt", "Old"}, {"gone.txt", "Gone"}}, *library));
  ASSERT_TRUE(library->publish().ok());
  for (const std::string title : {"New", "Newest"}) {
    ASSERT_TRUE(library->begin_rebuild().ok());
    EXPECT_THAT(adopt(*library, built({{"a.txt", title}}, *library), true), ElementsAre(true));
    ASSERT_TRUE(library->publish().ok());
    ASSERT_TRUE(library->finish_rebuild().ok());
    EXPECT_EQ(live(), title);
  }
}

TEST_F(SegmentsTest, what_changes_during_a_rebuild_is_not_undone_by_it) {
  const auto library = opened_with(100);
  fill(*library, {});
  ASSERT_TRUE(library->begin_rebuild().ok());
  adopt(*library, built({{"removed.txt", "Removed"}, {"changed.txt", "Changed"}}, *library), true);
  ASSERT_TRUE(library->remove(key("removed.txt")).ok());
  ASSERT_TRUE(*library->replace(prepared("changed.txt", "Changed twice", 3)));
  ASSERT_TRUE(*library->replace(prepared("before.txt", "Newer", 3)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_THAT(adopt(*library, built({{"before.txt", "Older"}}, *library), true),
              ElementsAre(false));
  ASSERT_TRUE(library->publish().ok());
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(live(), "Changed twice | Newer");
}

TEST_F(SegmentsTest, a_rebuild_that_is_cut_short_leaves_the_old_library) {
  {
    const auto library = opened_with(1);
    seal(*library, prepared("a.txt", "Old"));
    ASSERT_TRUE(library->begin_rebuild().ok());
    adopt(*library, built({{"a.txt", "New"}}, *library), true);
  }
  const auto library = opened_with(1);
  EXPECT_EQ(live(), "Old");
}

TEST_F(SegmentsTest, a_sealed_segment_that_is_damaged_goes_into_quarantine_and_the_others_answer) {
  {
    const auto library = opened_with(1);
    seal(*library, prepared("a.txt", "A"));
    seal(*library, prepared("b.txt", "B"));
    ASSERT_TRUE(library->close().ok());
  }
  folder_.write("index/segments/00000001/iamglass", "no database");
  const auto library = opened_with(1);
  EXPECT_EQ(live(), "B");
  EXPECT_EQ(library->notices().size(), 1U);
  EXPECT_TRUE(files_.status(at("quarantine/00000001")).ok());
}

}  // namespace
}  // namespace quire::store
