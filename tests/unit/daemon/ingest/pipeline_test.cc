#include "daemon/ingest/pipeline.h"

#include <cerrno>
#include <filesystem>

#include "tests/unit/daemon/ingest/pipeline_fixture.h"

namespace quire::ingest {
namespace {

TEST_F(PipelineTest, what_was_there_before_the_start_is_indexed) {
  drop("a.txt", "A");
  drop("sub/b.txt", "B");
  start_and_sync();
  const PipelineStatus status = pipeline_->status();
  EXPECT_EQ(status.counts.articles, 2U);
  EXPECT_EQ(status.indexed, 2U);
  EXPECT_EQ(status.last_reconcile.files, 2U);
  EXPECT_EQ(status.last_reconcile.added, 2U);
  EXPECT_GT(status.sequence, 0U);
  EXPECT_EQ(title_of("sub/b.txt"), "B");
}

TEST_F(PipelineTest, many_files_that_were_there_before_the_start_come_as_segments) {
  drop_many(300);
  start_and_sync();
  const PipelineStatus status = pipeline_->status();
  EXPECT_EQ(status.counts.articles, 300U);
  EXPECT_GT(status.counts.segments, 1U);
  EXPECT_EQ(title_of("299.txt"), "number 299");
}

TEST_F(PipelineTest, more_changes_than_the_fresh_lane_takes_on_come_as_segments) {
  start_and_sync();
  drop_many(2000);
  ASSERT_EQ(sync(), "");
  const PipelineStatus status = pipeline_->status();
  EXPECT_EQ(status.counts.articles, 2000U);
  EXPECT_GT(status.counts.segments, 1U);
  EXPECT_EQ(title_of("1999.txt"), "number 1999");
}

TEST_F(PipelineTest, what_stands_in_a_built_segment_is_changed_and_removed_like_anything_else) {
  drop_many(300);
  start_and_sync();
  drop("5.txt", "another title");
  folder_.remove("drop/6.txt");
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("5.txt"), "another title");
  EXPECT_EQ(title_of("6.txt"), "not_found");
  EXPECT_EQ(pipeline_->status().counts.articles, 299U);
  EXPECT_EQ(pipeline_->status().counts.tombstones, 2U);
}

TEST_F(PipelineTest, too_many_segments_are_merged_and_all_their_articles_stay) {
  library_options_.merging.segments = 2;
  library_options_.fresh_documents = 1;
  start_and_sync();
  for (int i = 0; i < 6; ++i) {
    drop(format("{}.txt", i), format("number {}", i));
    ASSERT_EQ(sync(), "");
  }
  ASSERT_TRUE(run_until([&] {
    const store::LibraryCounts counts = pipeline_->status().counts;
    return counts.merges > 0 && counts.segments <= 3 && !counts.merging;
  }));
  EXPECT_EQ(pipeline_->status().counts.articles, 6U);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(title_of(format("{}.txt", i)), format("number {}", i));
  EXPECT_TRUE(pipeline_->status().problems.empty());
}

TEST_F(PipelineTest, segments_that_cannot_be_merged_are_a_problem_and_lose_nothing) {
  library_options_.merging.segments = 1;
  library_options_.fresh_documents = 1;
  options_.threads.merging.command = {folder_.at("no-such-program")};
  start_and_sync();
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) {
    drop(name, name);
    ASSERT_EQ(sync(), "");
  }
  ASSERT_TRUE(run_until([&] { return has_problem("could not be kept in shape"); }));
  EXPECT_EQ(pipeline_->status().counts.articles, 3U);
  EXPECT_EQ(title_of("a.txt"), "a.txt");
}

TEST_F(PipelineTest, what_is_dropped_changed_and_removed_is_followed) {
  start_and_sync();
  drop("a.txt", "first");
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("a.txt"), "first");
  drop("a.txt", "the second");
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("a.txt"), "the second");
  folder_.remove("drop/a.txt");
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("a.txt"), "not_found");
  EXPECT_EQ(pipeline_->status().removed, 1U);
}

TEST_F(PipelineTest, a_sync_tells_the_sequence_number_of_the_publish_it_waited_for) {
  start_and_sync();
  const auto before = pipeline_->status().sequence;
  drop("a.txt", "A");
  std::uint64_t told = 0;
  pipeline_->sync(milliseconds(10'000),
                  [&](const Result<std::uint64_t>& result) { told = result ? *result : 0; });
  ASSERT_TRUE(run_until([&] { return told > 0; }));
  EXPECT_GT(told, before);
}

TEST_F(PipelineTest, several_syncs_at_once_all_end) {
  start_and_sync();
  int ended = 0;
  for (int i = 0; i < 5; ++i) {
    pipeline_->sync(milliseconds(10'000),
                    [&](const Result<std::uint64_t>& result) { ended += result ? 1 : 0; });
  }
  EXPECT_TRUE(run_until([&] { return ended == 5; }));
}

TEST_F(PipelineTest, a_sync_leaves_no_cookie_behind) {
  start_and_sync();
  ASSERT_EQ(sync(), "");
  EXPECT_TRUE(run_until([&] { return !has_cookie(); }));
}

TEST_F(PipelineTest, cookies_of_a_killed_daemon_are_removed_at_the_start) {
  drop(std::string(watch::kCookiePrefix) + "1-1", "");
  start_and_sync();
  EXPECT_TRUE(run_until([&] { return !has_cookie(); }));
}

TEST_F(PipelineTest, a_sync_that_takes_too_long_says_so) {
  drop("a.txt", "A");
  files_.fail(test::FileCall::kRead, "a.txt", EMFILE);
  start();
  EXPECT_EQ(sync(milliseconds(50)), "deadline_exceeded");
}

TEST_F(PipelineTest, a_file_that_could_not_be_read_for_the_moment_is_read_later) {
  drop("a.txt", "A");
  files_.fail(test::FileCall::kRead, "a.txt", EMFILE);
  start();
  ASSERT_EQ(sync(milliseconds(20)), "deadline_exceeded");
  files_.heal();
  ASSERT_EQ(sync(), "");
  EXPECT_EQ(title_of("a.txt"), "A");
}

TEST_F(PipelineTest, a_sync_does_not_wait_for_a_folder_that_is_lost) {
  start_and_sync();
  folder_.rename("drop", "elsewhere");
  EXPECT_EQ(sync(), "");
  EXPECT_TRUE(run_until([&] { return !pipeline_->status().drops[0].watch.root_present; }));
  EXPECT_EQ(sync(), "");
}

TEST_F(PipelineTest, a_sync_does_not_wait_for_the_cookie_of_a_folder_that_is_lost_meanwhile) {
  options_.drops[0].backend = watch::Backend::kPolling;
  options_.poll_interval = milliseconds(3'600'000);
  start();
  ASSERT_TRUE(run_until([&] { return pipeline_->status().reconciles > 0; }));
  std::string outcome = "never";
  files_.fail(test::FileCall::kList, "/drop", ENOENT);
  pipeline_->sync(milliseconds(3'600'000), [&](const Result<std::uint64_t>& result) {
    outcome = result ? "" : std::string(name_of(result.error().code));
  });
  run_until([&] { return outcome != "never"; });
  EXPECT_EQ(outcome, "");
}

TEST_F(PipelineTest, a_lost_folder_is_a_problem_until_it_is_back) {
  drop("a.txt", "A");
  start_and_sync();
  folder_.rename("drop", "elsewhere");
  ASSERT_TRUE(run_until([&] { return !pipeline_->status().problems.empty(); }));
  EXPECT_EQ(pipeline_->status().counts.articles, 1U);
  folder_.rename("elsewhere", "drop");
  EXPECT_TRUE(run_until([&] { return pipeline_->status().problems.empty(); }));
}

TEST_F(PipelineTest, what_the_system_was_too_short_of_something_to_list_is_listed_after_a_while) {
  start_and_sync();
  files_.fail(test::FileCall::kList, "/new", EMFILE);
  drop("new/a.txt", "A");
  ASSERT_TRUE(run_until([&] { return has_problem("Too many open files"); }));
  EXPECT_EQ(sync(milliseconds(50)), "deadline_exceeded");
  files_.heal();
  EXPECT_EQ(sync(), "");
  EXPECT_EQ(title_of("new/a.txt"), "A");
  EXPECT_FALSE(has_problem("Too many open files"));
}

TEST_F(PipelineTest, an_index_that_can_be_written_again_is_known_to_be_so_with_nothing_to_write) {
  drop("a.txt", "A");
  start_and_sync();
  take_segments_away();
  drop("b.txt", "B");
  ASSERT_TRUE(run_until([&] { return has_problem("could not be written"); }));
  folder_.remove("drop/b.txt");
  bring_segments_back();
  EXPECT_TRUE(run_until([&] { return !has_problem("could not be written"); }));
  EXPECT_TRUE(run_until([&] { return title_of("a.txt") == "A"; }));
}

TEST_F(PipelineTest, what_is_below_an_unreadable_folder_stays_in_the_index) {
  drop("sub/a.txt", "A");
  drop("b.txt", "B");
  index({"sub/a.txt", "b.txt"});
  files_.fail(test::FileCall::kList, "/sub", EACCES);
  files_.fail(test::FileCall::kStatus, "/sub/a.txt", EACCES);
  start_and_sync();
  const PipelineStatus status = pipeline_->status();
  EXPECT_EQ(status.counts.articles, 2U);
  EXPECT_EQ(status.last_reconcile.removed, 0U);
  EXPECT_EQ(status.last_reconcile.unread.size(), 1U);
}

TEST_F(PipelineTest, a_file_that_is_ignored_by_now_is_taken_out_at_the_start) {
  drop("drafts/a.txt", "A");
  drop("b.txt", "B");
  index({"drafts/a.txt", "b.txt"});
  start_and_sync();
  EXPECT_EQ(title_of("drafts/a.txt"), "not_found");
  EXPECT_EQ(title_of("b.txt"), "B");
}

TEST_F(PipelineTest, an_empty_folder_at_the_start_is_a_problem_and_keeps_the_index) {
  drop("a.txt", "A");
  index({"a.txt"});
  folder_.remove("drop/a.txt");
  start_and_sync();
  EXPECT_TRUE(has_problem("is empty"));
  EXPECT_EQ(pipeline_->status().counts.articles, 1U);
}

TEST_F(PipelineTest, while_a_failed_publish_waits_for_its_retry_a_sync_does_not_end_well) {
  start_and_sync();
  take_segments_away();
  drop("a.txt", "A");
  ASSERT_TRUE(run_until([&] { return has_problem("could not be written"); }));
  EXPECT_EQ(sync(milliseconds(50)), "deadline_exceeded");
  EXPECT_EQ(pipeline_->status().indexed, 0U);
  bring_segments_back();
  EXPECT_TRUE(run_until([&] { return title_of("a.txt") == "A"; }));
  EXPECT_EQ(sync(), "");
  EXPECT_FALSE(has_problem("could not be written"));
}

TEST_F(PipelineTest, what_could_not_be_read_is_counted_as_failed) {
  drop("a.txt", "\n");
  start_and_sync();
  EXPECT_EQ(pipeline_->status().failed, 1U);
  EXPECT_EQ(pipeline_->status().last_reconcile.failed, 1U);
  EXPECT_EQ(pipeline_->status().counts.failed_files, 1U);
}

TEST_F(PipelineTest, when_all_is_done_nothing_is_pending) {
  drop("a.txt", "A");
  start_and_sync();
  EXPECT_EQ(pipeline_->status().pending, 0U);
  EXPECT_FALSE(pipeline_->status().reconciling);
}

TEST_F(PipelineTest, a_path_is_located_in_its_drop_folder) {
  options_.drops.push_back({"more", folder_.at("dropped"), watch::IgnoreRules(), {}});
  start();
  const auto file = pipeline_->locate(in_drop("sub/a.txt"));
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(*file, (article::FileKey{"wire", "sub/a.txt"}));
  const auto other = pipeline_->locate(folder_.at("dropped/a.txt"));
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(*other, (article::FileKey{"more", "a.txt"}));
}

TEST_F(PipelineTest, a_path_in_no_drop_folder_is_not_found_and_those_there_are_are_named) {
  start();
  for (const std::string& path : {folder_.at("dropx/a.txt"), std::string("/")}) {
    const auto file = pipeline_->locate(path);
    ASSERT_FALSE(file.ok()) << path;
    EXPECT_EQ(file.error().code, ErrorCode::kNotFound);
    EXPECT_EQ(file.error().hint, "the drop folders are: " + folder_.at("drop"));
  }
}

TEST_F(PipelineTest, a_drop_folder_is_no_file) {
  start();
  const auto file = pipeline_->locate(folder_.at("drop"));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::kNotFound);
}

TEST_F(PipelineTest, stopping_leaves_a_library_that_the_next_start_finds_complete) {
  drop("a.txt", "A");
  start_and_sync();
  ASSERT_TRUE(pipeline_->stop().ok());
  pipeline_.reset();
  // Another boot: what was not left in good order would be thrown away.
  const auto library =
      store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "next boot"});
  ASSERT_TRUE(library.ok());
  EXPECT_TRUE((*library)->notices().empty());
  EXPECT_EQ((*library)->counts().articles, 1U);
}

TEST_F(PipelineTest, a_language_without_a_stemmer_is_refused) {
  options_.threads.languages = {"xx"};
  pipeline_ = std::make_unique<Pipeline>(
      Pipeline::Surroundings{loop_, inbox_, files_, clock_, *log_}, options_);
  const auto started = pipeline_->start(open_library());
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().code, ErrorCode::kInvalidArgument);
}

TEST_F(PipelineTest,
       what_was_moved_while_nobody_looked_is_found_in_its_new_place_without_being_read) {
  for (int i = 0; i < 200; ++i) drop(format("old/{}.txt", i), format("number {}", i));
  start_and_sync();
  ASSERT_TRUE(pipeline_->stop().ok());
  pipeline_.reset();
  folder_.rename("drop/old", "drop/new");
  files_.fail(test::FileCall::kRead, ".txt", EIO);
  start_and_sync();
  EXPECT_EQ(pipeline_->status().last_reconcile.moved, 200U);
  EXPECT_EQ(pipeline_->status().counts.articles, 200U);
  EXPECT_EQ(pipeline_->status().counts.failed_files, 0U);
  EXPECT_EQ(title_of("new/7.txt"), "number 7");
  EXPECT_EQ(title_of("old/7.txt"), "not_found");
}

}  // namespace
}  // namespace quire::ingest
