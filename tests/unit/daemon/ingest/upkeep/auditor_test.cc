#include "daemon/ingest/upkeep/auditor.h"

#include <gmock/gmock.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>

#include "index/base/format.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

using test::FileCall;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AuditorTest : public IngestFixture {
 protected:
  AuditorTest() { job_.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1); }

  Result<AuditReport> try_audit(const std::string& relative = "") {
    AuditJob job = job_;
    job.parts.push_back({&drop_, relative, &ignore_});
    EXPECT_TRUE(jobs_.try_push(job));
    EXPECT_TRUE(auditor_.step());
    return *std::exchange(result_, std::nullopt);
  }
  AuditReport audit(const std::string& relative = "") {
    auto report = try_audit(relative);
    if (!report) ADD_FAILURE() << describe(report.error());
    return report ? *std::move(report) : AuditReport{};
  }
  // Below the drop folder.
  [[nodiscard]] std::vector<std::string> paths(const AuditList& list) const {
    std::vector<std::string> out;
    for (const AuditEntry& entry : list.named()) {
      EXPECT_TRUE(entry.path.starts_with(drop_.root)) << entry.path;
      out.push_back(entry.path.substr(std::min(entry.path.size(), drop_.root.size() + 1)));
    }
    return out;
  }
  // As a file that could not be read.
  void index_failure(const std::string& relative, const std::string& reason) {
    const auto library = open_library();
    const auto state = store::file_state(*files_.status(in_drop(relative)));
    ASSERT_TRUE(library
                    ->replace(builder_.prepare_failure({drop_.name, relative}, state,
                                                       Error{ErrorCode::kUnsupported, reason, {}}))
                    .ok());
    ASSERT_TRUE(library->close().ok());
  }
  // As a crash between two steps leaves it: every document of the index stands there twice.
  void double_all_documents() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.at("index/segments"))) {
      Xapian::WritableDatabase database(entry.path().string());
      const Xapian::docid last = database.get_lastdocid();
      for (Xapian::docid id = 1; id <= last; ++id) {
        database.add_document(database.get_document(id));
      }
      database.commit();
    }
  }

  watch::IgnoreRules ignore_{{"drafts"}};
  BoundedQueue<AuditJob> jobs_{4};
  AuditJob job_;
  std::optional<Result<AuditReport>> result_;
  Auditor auditor_{files_, folder_.at("index"), nullptr, jobs_,
                   [this](Audited audited) { result_ = std::move(audited.result); }};
};

TEST_F(AuditorTest, an_index_that_is_as_the_folder_is_has_nothing_to_tell) {
  for (const char* name : {"a.txt", "sub/b.txt"}) drop(name, "A");
  index({"a.txt", "sub/b.txt"});
  drop("drafts/c.txt", "ignored");
  const AuditReport report = audit();
  EXPECT_TRUE(report.equal());
  EXPECT_EQ(report.files, 2U);
}

TEST_F(AuditorTest, each_kind_of_difference_is_told_by_its_files) {
  for (const char* name : {"gone.txt", "same.txt", "stale.txt"}) drop(name, "as it was");
  index({"gone.txt", "same.txt", "stale.txt"});
  drop("stale.txt", "as it is by now");
  drop("sub/new.txt", "new");
  folder_.remove("drop/gone.txt");
  const AuditReport report = audit();
  EXPECT_FALSE(report.equal());
  EXPECT_THAT(paths(report.missing), ElementsAre("sub/new.txt"));
  EXPECT_THAT(paths(report.stale), ElementsAre("stale.txt"));
  EXPECT_THAT(paths(report.orphans), ElementsAre("gone.txt"));
  EXPECT_THAT(paths(report.duplicates), IsEmpty());
}

TEST_F(AuditorTest, a_file_that_is_in_the_index_twice_is_a_duplicate_or_one_orphan) {
  for (const char* name : {"gone.txt", "there.txt"}) drop(name, "A");
  index({"gone.txt", "there.txt"});
  double_all_documents();
  folder_.remove("drop/gone.txt");
  const AuditReport report = audit();
  EXPECT_THAT(paths(report.duplicates), ElementsAre("there.txt"));
  EXPECT_THAT(paths(report.orphans), ElementsAre("gone.txt"));
  EXPECT_THAT(paths(report.stale), IsEmpty());
}

TEST_F(AuditorTest, a_file_that_could_not_be_read_is_told_with_its_reason_and_is_no_difference) {
  drop("binary.txt", "x");
  index_failure("binary.txt", "it is not text");
  const AuditReport report = audit();
  EXPECT_TRUE(report.equal());
  ASSERT_THAT(paths(report.failed), ElementsAre("binary.txt"));
  EXPECT_EQ(report.failed.named()[0].reason, "it is not text");
}

TEST_F(AuditorTest, a_part_is_compared_without_its_neighbours) {
  for (const char* name : {"a/b.txt", "ab.txt", "c.txt"}) drop(name, "A");
  index({"a/b.txt", "ab.txt", "c.txt"});
  for (const char* name : {"a/new.txt", "ab/new.txt"}) drop(name, "new");
  for (const char* name : {"a/b.txt", "ab.txt", "c.txt"}) {
    folder_.remove(std::string("drop/") + name);
  }
  const AuditReport report = audit("a");
  EXPECT_EQ(report.files, 1U);
  EXPECT_THAT(paths(report.missing), ElementsAre("a/new.txt"));
  EXPECT_THAT(paths(report.orphans), ElementsAre("a/b.txt"));
}

TEST_F(AuditorTest, what_could_not_be_read_is_told_below_the_part_only) {
  for (const char* name : {"a/x.txt", "ab.txt"}) {
    drop(name, "x");
    index_failure(name, "it is not text");
  }
  EXPECT_THAT(paths(audit("a").failed), ElementsAre("a/x.txt"));
  EXPECT_THAT(paths(audit("a/x.txt").failed), ElementsAre("a/x.txt"));
}

TEST_F(AuditorTest, no_file_is_opened) {
  for (const char* name : {"a.txt", "b.txt"}) drop(name, "A");
  index({"a.txt"});
  files_.fail(FileCall::kRead, ".txt", EIO);
  EXPECT_THAT(paths(audit().missing), ElementsAre("b.txt"));
}

TEST_F(AuditorTest, nothing_is_known_of_what_is_below_an_unreadable_folder) {
  for (const char* name : {"a.txt", "locked/b.txt"}) drop(name, "A");
  index({"a.txt", "locked/b.txt"});
  files_.fail(FileCall::kList, "/locked", EACCES);
  const AuditReport report = audit();
  EXPECT_FALSE(report.equal());
  ASSERT_THAT(paths(report.unreadable), ElementsAre("locked"));
  EXPECT_THAT(report.unreadable.named()[0].reason, HasSubstr("Permission denied"));
  EXPECT_THAT(paths(report.orphans), IsEmpty());
}

TEST_F(AuditorTest, a_drop_folder_that_has_vanished_is_told_and_its_files_are_no_orphans) {
  drop("a.txt", "A");
  index({"a.txt"});
  folder_.rename("drop", "elsewhere");
  const AuditReport report = audit();
  EXPECT_FALSE(report.equal());
  ASSERT_THAT(report.unreadable.named(), SizeIs(1));
  EXPECT_EQ(report.unreadable.named()[0].path, drop_.root);
  EXPECT_THAT(paths(report.orphans), IsEmpty());
}

TEST_F(AuditorTest, an_empty_folder_on_another_device_is_taken_for_unmounted) {
  drop("sub/a.txt", "A");
  index({"sub/a.txt"});
  folder_.remove("drop/sub/a.txt");
  drop_.device = drop_.device + 1;
  for (const char* part : {"", "sub"}) {
    const AuditReport report = audit(part);
    EXPECT_FALSE(report.equal());
    EXPECT_THAT(report.unreadable.named(), SizeIs(1)) << part;
    EXPECT_THAT(paths(report.orphans), IsEmpty()) << part;
  }
}

TEST_F(AuditorTest, of_very_many_the_first_are_named_and_all_are_counted) {
  index({});
  const auto many = static_cast<int>(AuditList::kMostNamed) + 7;
  for (int i = 0; i < many; ++i) drop(format("{}.txt", i), "A");
  const AuditReport report = audit();
  EXPECT_EQ(report.missing.total(), AuditList::kMostNamed + 7);
  EXPECT_THAT(report.missing.named(), SizeIs(AuditList::kMostNamed));
}

TEST_F(AuditorTest, one_that_nobody_wants_any_more_ends) {
  drop("a.txt", "A");
  index({"a.txt"});
  const auto cancelled = std::make_shared<std::atomic<bool>>(true);
  job_.cancelled = cancelled;
  EXPECT_EQ(try_audit().error().code, ErrorCode::kCancelled);
  *cancelled = false;
  EXPECT_TRUE(try_audit().ok());
  auditor_.cancel();
  EXPECT_EQ(try_audit().error().code, ErrorCode::kCancelled);
}

TEST_F(AuditorTest, one_that_takes_too_long_ends) {
  drop("a.txt", "A");
  index({"a.txt"});
  job_.deadline = std::chrono::steady_clock::now();
  EXPECT_EQ(try_audit().error().code, ErrorCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace quire::ingest
