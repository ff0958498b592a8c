#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/protocol/response.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

protocol::AuditResponse equal() {
  protocol::AuditResponse found;
  found.equal = true;
  found.files = 21'578;
  return found;
}

std::string encoded(const protocol::AuditResponse& found) {
  return protocol::encode_response("1", found);
}

TEST(AuditCommand, an_index_that_is_as_the_folders_are_is_done) {
  QuireRunner quire(encoded(equal()));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), "21,578 files compared: the index has them as they are\n");
  EXPECT_THAT(quire.requests(),
              ElementsAre(HasSubstr(R"("params":{"sync":true,"timeout_ms":600000})")));
}

TEST(AuditCommand, differences_are_listed_one_a_line_and_make_the_status_1) {
  protocol::AuditResponse found;
  found.files = 5;
  found.missing = {2, {{"/in/a.txt", "", ""}, {"/in/b.txt", "", ""}}};
  found.stale = {1, {{"/in/c.txt", "", ""}}};
  found.orphans = {1, {{"/in/d.txt", "", ""}}};
  found.duplicates = {1, {{"/in/e.txt", "", ""}}};
  QuireRunner quire(encoded(found));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDiffers);
  EXPECT_EQ(quire.out(),
            "missing:    /in/a.txt\n"
            "missing:    /in/b.txt\n"
            "stale:      /in/c.txt\n"
            "orphan:     /in/d.txt\n"
            "duplicate:  /in/e.txt\n"
            "5 files compared: 2 missing, 1 stale, 1 orphan, 1 duplicate\n");
}

TEST(AuditCommand, files_that_could_not_be_read_are_told_and_differ_from_nothing) {
  auto found = equal();
  found.failed = {1, {{"/in/a.html", "", "HTML is not read\nby this version"}}};
  QuireRunner quire(encoded(found));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "failed:     /in/a.html: HTML is not read "
            "by this version\n"
            "21,578 files compared: the index has them as they are; 1 could not be read as "
            "articles\n");
}

TEST(AuditCommand, what_could_not_be_looked_into_cannot_be_vouched_for) {
  auto found = equal();
  found.equal = false;
  found.unreadable = {1, {{"/in/locked", "", "list /in/locked: Permission denied"}}};
  QuireRunner quire(encoded(found));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDiffers);
  EXPECT_THAT(quire.out(), HasSubstr("unreadable: /in/locked: list /in/locked: Permission denied"));
  EXPECT_THAT(quire.out(), HasSubstr("; 1 could not be looked into\n"));
}

TEST(AuditCommand, a_list_that_was_cut_says_how_many_more_there_are) {
  protocol::AuditResponse found;
  found.missing = {1'235, {{"/in/a.txt", "", ""}}};
  QuireRunner quire(encoded(found));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDiffers);
  EXPECT_THAT(quire.out(), HasSubstr("missing:    /in/a.txt\nmissing:    1,234 more\n"));
}

TEST(AuditCommand, changes_on_the_way_are_told) {
  auto found = equal();
  found.pending = 2;
  QuireRunner quire(encoded(found));
  EXPECT_EQ(quire.run({"audit"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("\n2 changes on the way: "));
}

TEST(AuditCommand, a_relative_path_starts_at_the_current_folder) {
  QuireRunner quire(encoded(equal()));
  quire.set_current_folder("/no/such/folder");
  EXPECT_EQ(quire.run({"audit", "../a.txt", "--no-sync", "--timeout", "3"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests(),
              ElementsAre(HasSubstr(
                  R"("params":{"sync":false,"timeout_ms":3000,"path":"/no/such/a.txt"})")));
}

TEST(AuditCommand, json_is_the_answer_as_the_daemon_sent_it) {
  QuireRunner quire(encoded(equal()));
  EXPECT_EQ(quire.run({"--json", "audit"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(), protocol::parse_response(encoded(equal()))->result + "\n");
}

}  // namespace
}  // namespace quire::cli
