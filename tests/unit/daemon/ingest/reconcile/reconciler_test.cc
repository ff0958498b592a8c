#include "daemon/ingest/reconcile/reconciler.h"

#include <unistd.h>

#include <cerrno>
#include <set>
#include <thread>

#include "index/base/format.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

using test::FileCall;
using Paths = std::set<std::string>;

class ReconcilerTest : public IngestFixture {
 protected:
  // Compares; afterwards sent_ holds what was sent.
  Comparison reconcile(const std::string& subtree = "") {
    return reconcile(ReconcileJob{0, &drop_, subtree, &ignore_, 70});
  }
  Comparison reconcile(ReconcileJob job) {
    job.id = ++jobs_given_;
    EXPECT_TRUE(jobs_.try_push(job));
    EXPECT_TRUE(reconciler_.step());
    sent_.clear();
    while (auto next = lanes_.pop_bulk_until({})) sent_.push_back(*std::move(next));
    // The end of this lane cannot be seen without waiting, so it is marked.
    FileWork mark;
    mark.relative = kMark;
    EXPECT_TRUE(lanes_.push(mark));
    for (auto next = lanes_.pop_fresh(); next->relative != kMark; next = lanes_.pop_fresh()) {
      sent_.push_back(*std::move(next));
    }
    return std::exchange(comparison_, {});
  }
  [[nodiscard]] Paths sent() const {
    Paths paths;
    for (const FileWork& work : sent_) paths.insert(work.relative);
    return paths;
  }

  static constexpr const char* kMark = "(the end)";
  watch::IgnoreRules ignore_{{"drafts"}};
  BoundedQueue<ReconcileJob> jobs_{8};
  Lanes lanes_{1000};
  Comparison comparison_;
  Reconciler reconciler_{
      files_,  folder_.at("index"),
      nullptr, jobs_,
      lanes_,  [this](Comparison comparison) { comparison_ = std::move(comparison); }};
  std::vector<FileWork> sent_;
  std::uint64_t jobs_given_ = 0;
};

TEST_F(ReconcilerTest, only_what_differs_is_counted_and_sent) {
  for (const char* name : {"changed.txt", "gone.txt", "same.txt"}) drop(name, "as it was");
  index({"changed.txt", "gone.txt", "same.txt"});
  drop("changed.txt", "as it is by now");
  drop("sub/new.txt", "new");
  folder_.remove("drop/gone.txt");
  const Comparison found = reconcile();
  EXPECT_FALSE(found.error.has_value());
  EXPECT_EQ(found.job, 1U);
  EXPECT_EQ(found.files, 3U);
  EXPECT_EQ(found.added, 1U);
  EXPECT_EQ(found.changed, 1U);
  EXPECT_EQ(found.removed, 1U);
  EXPECT_EQ(sent(), (Paths{"changed.txt", "gone.txt", "sub/new.txt"}));
}

TEST_F(ReconcilerTest, what_is_sent_is_unsettled_work_of_the_job) {
  index({});
  drop("a.txt", "A");
  reconcile();
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_[0].drop, &drop_);
  EXPECT_EQ(sent_[0].read, store::Read::kChanged);
  EXPECT_FALSE(sent_[0].rebuild);
  EXPECT_FALSE(sent_[0].settled);
  EXPECT_EQ(sent_[0].ticket, 70U);
  EXPECT_EQ(sent_[0].job, 1U);
}

TEST_F(ReconcilerTest, a_few_files_go_through_the_fresh_lane) {
  index({});
  for (std::uint64_t i = 0; i < Reconciler::kFewFiles; ++i) drop(format("{}.txt", i), "A");
  EXPECT_EQ(reconcile().sent, Reconciler::kFewFiles);
  ASSERT_EQ(sent_.size(), Reconciler::kFewFiles);
  EXPECT_EQ(sent_[0].lane, Lane::kFresh);
}

TEST_F(ReconcilerTest, many_files_go_through_the_bulk_lane) {
  index({});
  for (std::uint64_t i = 0; i <= Reconciler::kFewFiles; ++i) drop(format("{}.txt", i), "A");
  EXPECT_EQ(reconcile().sent, Reconciler::kFewFiles + 1);
  ASSERT_EQ(sent_.size(), Reconciler::kFewFiles + 1);
  EXPECT_EQ(sent_[0].lane, Lane::kBulk);
}

TEST_F(ReconcilerTest, a_job_for_all_sends_what_has_not_changed_too_and_by_force) {
  for (const char* name : {"a.txt", "gone.txt"}) drop(name, "A");
  index({"a.txt", "gone.txt"});
  folder_.remove("drop/gone.txt");
  ReconcileJob job{0, &drop_, "", &ignore_, 70};
  job.all = true;
  const Comparison found = reconcile(job);
  EXPECT_EQ(found.added + found.changed, 0U);
  EXPECT_EQ(found.sent, 2U);
  EXPECT_EQ(sent(), (Paths{"a.txt", "gone.txt"}));
  EXPECT_EQ(sent_[0].read, store::Read::kForced);
}

TEST_F(ReconcilerTest, a_job_for_all_of_one_file_sends_that) {
  for (const char* name : {"a.txt", "a.txt.md"}) drop(name, "A");
  index({"a.txt", "a.txt.md"});
  ReconcileJob job{0, &drop_, "a.txt", &ignore_, 70};
  job.all = true;
  reconcile(job);
  EXPECT_EQ(sent(), Paths{"a.txt"});
}

TEST_F(ReconcilerTest, a_rebuild_is_sent_all_that_is_there_and_nothing_that_is_gone) {
  for (const char* name : {"a.txt", "gone.txt"}) drop(name, "A");
  index({"a.txt", "gone.txt"});
  folder_.remove("drop/gone.txt");
  ReconcileJob job{0, &drop_, "", &ignore_, 70};
  job.all = job.rebuild = true;
  const Comparison found = reconcile(job);
  EXPECT_EQ(found.removed, 1U);
  EXPECT_EQ(found.sent, 1U);
  ASSERT_EQ(sent(), Paths{"a.txt"});
  EXPECT_TRUE(sent_[0].rebuild);
  EXPECT_EQ(sent_[0].lane, Lane::kBulk);
}

TEST_F(ReconcilerTest, a_subtree_is_compared_without_its_neighbours) {
  for (const char* name : {"a/gone.txt", "b/gone.txt", "ab.txt"}) drop(name, "x");
  index({"a/gone.txt", "b/gone.txt", "ab.txt"});
  for (const char* name : {"a/gone.txt", "b/gone.txt", "ab.txt"}) {
    folder_.remove(std::string("drop/") + name);
  }
  drop("a/new.txt", "new");
  drop("b/new.txt", "new");
  const Comparison found = reconcile("a");
  EXPECT_EQ(found.files, 1U);
  EXPECT_EQ(sent(), (Paths{"a/gone.txt", "a/new.txt"}));
}

TEST_F(ReconcilerTest, a_subtree_that_has_gone_has_lost_all_its_files) {
  drop("a/x.txt", "x");
  drop("a/b/y.txt", "y");
  index({"a/x.txt", "a/b/y.txt"});
  folder_.remove("drop/a");
  EXPECT_EQ(reconcile("a").removed, 2U);
  EXPECT_EQ(sent(), (Paths{"a/b/y.txt", "a/x.txt"}));
}

TEST_F(ReconcilerTest, what_is_below_an_unreadable_folder_is_not_taken_for_removed) {
  for (const char* name : {"a/x.txt", "ab.txt", "b.txt"}) drop(name, "x");
  index({"a/x.txt", "ab.txt", "b.txt"});
  folder_.remove("drop/ab.txt");
  files_.fail(FileCall::kList, "/a", EACCES);
  const Comparison found = reconcile();
  EXPECT_EQ(found.removed, 1U);
  EXPECT_EQ(sent(), Paths{"ab.txt"});
  EXPECT_EQ(found.unread.size(), 1U);
}

TEST_F(ReconcilerTest, a_file_that_cannot_be_looked_at_is_not_taken_for_removed) {
  drop("x.txt", "x");
  drop("x.txt.md", "beside it");
  index({"x.txt", "x.txt.md"});
  files_.fail(FileCall::kStatus, "/x.txt", EACCES);
  const Comparison found = reconcile();
  EXPECT_EQ(found.removed, 0U);
  EXPECT_EQ(sent(), Paths{});
  EXPECT_EQ(found.unread.size(), 1U);
}

TEST_F(ReconcilerTest, a_file_that_is_ignored_by_now_is_to_be_taken_out_unseen) {
  drop("drafts/sub/a.txt", "A");
  drop("b.txt", "B");
  index({"drafts/sub/a.txt", "b.txt"});
  EXPECT_EQ(reconcile().removed, 1U);
  ASSERT_EQ(sent(), Paths{"drafts/sub/a.txt"});
  EXPECT_TRUE(sent_[0].hidden);
}

TEST_F(ReconcilerTest, a_file_behind_a_symbolic_link_is_to_be_taken_out_unseen) {
  drop("a/x.txt", "x");
  index({"a/x.txt"});
  folder_.rename("drop/a", "elsewhere");
  ASSERT_EQ(::symlink(folder_.at("elsewhere").c_str(), in_drop("a").c_str()), 0);
  reconcile();
  ASSERT_TRUE(sent().contains("a/x.txt"));
  for (const FileWork& work : sent_) EXPECT_EQ(work.hidden, work.relative == "a/x.txt");
}

TEST_F(ReconcilerTest, a_file_that_has_gone_is_still_to_be_looked_at) {
  drop("a/x.txt", "x");
  drop("b.txt", "B");
  index({"a/x.txt", "b.txt"});
  folder_.remove("drop/a");
  reconcile();
  ASSERT_EQ(sent(), Paths{"a/x.txt"});
  EXPECT_FALSE(sent_[0].hidden);
}

TEST_F(ReconcilerTest, an_empty_folder_at_the_start_is_taken_for_one_that_is_not_mounted) {
  drop("a.txt", "A");
  index({"a.txt"});
  folder_.remove("drop/a.txt");
  drop_.device = 0;
  const Comparison found = reconcile();
  ASSERT_TRUE(found.error.has_value());
  EXPECT_EQ(found.error->code, ErrorCode::kNotFound);
  EXPECT_EQ(found.removed, 0U);
  EXPECT_EQ(sent(), Paths{});
  EXPECT_EQ(drop_.device, 0U);
}

TEST_F(ReconcilerTest, a_folder_that_becomes_empty_later_has_lost_its_files) {
  drop("a.txt", "A");
  index({"a.txt"});
  reconcile();
  folder_.remove("drop/a.txt");
  const Comparison found = reconcile();
  EXPECT_FALSE(found.error.has_value());
  EXPECT_EQ(sent(), Paths{"a.txt"});
}

TEST_F(ReconcilerTest, an_empty_folder_is_fine_when_the_index_is_empty_too) {
  index({});
  drop_.device = 0;
  EXPECT_FALSE(reconcile().error.has_value());
  EXPECT_EQ(drop_.device, files_.status(drop_.root)->device);
}

TEST_F(ReconcilerTest, the_device_of_a_drop_folder_behind_a_link_is_that_of_the_folder) {
  index({});
  ASSERT_EQ(::symlink("/proc", folder_.at("link").c_str()), 0);
  Drop linked("wire", folder_.at("link"));
  ReconcileJob job{1, &linked, "", &ignore_, 1};
  watch::IgnoreRules all({"*"});
  job.ignore = &all;
  ASSERT_TRUE(jobs_.try_push(job));
  ASSERT_TRUE(reconciler_.step());
  EXPECT_EQ(linked.device, files_.status("/proc/.")->device);
}

TEST_F(ReconcilerTest, a_drop_folder_that_is_gone_is_an_error_and_loses_nothing) {
  drop("a.txt", "A");
  index({"a.txt"});
  folder_.remove("drop");
  const Comparison found = reconcile();
  ASSERT_TRUE(found.error.has_value());
  EXPECT_EQ(found.error->code, ErrorCode::kNotFound);
  EXPECT_EQ(sent(), Paths{});
}

TEST_F(ReconcilerTest, a_cancelled_job_ends_in_an_error_and_sends_nothing) {
  index({});
  drop("a.txt", "A");
  reconciler_.cancel();
  const Comparison found = reconcile();
  ASSERT_TRUE(found.error.has_value());
  EXPECT_EQ(found.error->code, ErrorCode::kCancelled);
  EXPECT_EQ(sent(), Paths{});
}

TEST_F(ReconcilerTest, there_is_no_step_more_once_the_jobs_are_closed) {
  jobs_.close();
  EXPECT_FALSE(reconciler_.step());
}

// --- moved files -------------------------------------------------------------------------------

TEST_F(ReconcilerTest, a_renamed_file_is_told_to_have_been_moved) {
  for (const char* name : {"a.txt", "b.txt"}) drop(name, std::string("article ") + name);
  index({"a.txt", "b.txt"});
  folder_.make_folder("drop/sub");
  folder_.rename("drop/a.txt", "drop/sub/other name.txt");
  const Comparison found = reconcile();
  EXPECT_EQ(found.moved, 1U);
  EXPECT_EQ(found.added, 0U);
  EXPECT_EQ(found.removed, 0U);
  EXPECT_EQ(found.sent, 2U);
  ASSERT_EQ(sent(), (Paths{"a.txt", "sub/other name.txt"}));
  for (const FileWork& work : sent_) {
    EXPECT_EQ(work.moved_from, work.relative == "a.txt" ? "" : "a.txt");
  }
}

TEST_F(ReconcilerTest, a_file_that_was_written_to_after_it_was_moved_is_new) {
  drop("a.txt", "article");
  index({"a.txt"});
  folder_.rename("drop/a.txt", "drop/b.txt");
  drop("b.txt", "another article");
  const Comparison found = reconcile();
  EXPECT_EQ(found.moved, 0U);
  EXPECT_EQ(found.added, 1U);
  EXPECT_EQ(found.removed, 1U);
}

TEST_F(ReconcilerTest, a_second_name_of_a_file_that_is_still_there_is_new) {
  drop("a.txt", "article");
  index({"a.txt"});
  ASSERT_EQ(::link(in_drop("a.txt").c_str(), in_drop("b.txt").c_str()), 0);
  const Comparison found = reconcile();
  EXPECT_EQ(found.moved, 0U);
  EXPECT_EQ(found.added, 1U);
}

TEST_F(ReconcilerTest, many_files_that_came_from_elsewhere_in_the_folder_were_moved) {
  std::vector<std::string> names;
  for (std::uint64_t i = 0; i < Reconciler::kMovedTogether; ++i) {
    names.push_back(format("old/{}.txt", i));
    drop(names.back(), format("article {}", i));
  }
  index(names);
  folder_.rename("drop/old", "drop/new");
  const Comparison found = reconcile("new");
  EXPECT_EQ(found.moved, names.size());
  EXPECT_EQ(found.added, 0U);
  EXPECT_EQ(found.removed, 0U);
  for (const FileWork& work : sent_) {
    EXPECT_EQ(work.moved_from, "old" + work.relative.substr(3));
  }
}

}  // namespace
}  // namespace quire::ingest
