#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/protocol/response.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

protocol::StatusResponse idle() {
  protocol::StatusResponse status;
  status.version = "0.1.0";
  status.pid = 77;
  status.uptime_s = 3 * 3600 + 5 * 60;
  status.index = "/index";
  status.articles = 21'578;
  status.segments = 5;
  status.rss_bytes = 64U << 20;
  status.connections = 2;
  status.reconcile.runs = 1;
  status.reconcile.finished = "2018-12-04T16:32:00Z";
  status.reconcile.took_ms = 250;
  status.reconcile.files = 21'578;
  status.reconcile.added = 3;
  status.drops = {{"articles", "/in", true, "inotify", 12, 0, 0}};
  return status;
}

std::string shown(const protocol::StatusResponse& status) {
  QuireRunner quire(protocol::encode_response("1", status));
  EXPECT_EQ(quire.run({"status"}), ExitStatus::kDone);
  EXPECT_EQ(quire.err(), "");
  return quire.out();
}

TEST(StatusCommand, an_idle_daemon_is_up_to_date) {
  EXPECT_EQ(shown(idle()),
            "quired:     0.1.0, process 77, up 3 h 5 min\n"
            "index:      /index, 21,578 articles in 5 segments\n"
            "indexing:   up to date\n"
            "reconcile:  2018-12-04T16:32:00Z, 21,578 files in 250.0 ms: 3 added, 0 changed, "
            "0 moved, 0 removed, 0 failed\n"
            "merging:    none yet\n"
            "drop:       articles at /in (inotify, 12 folders)\n"
            "memory:     64.0 MiB\n"
            "clients:    2\n");
}

TEST(StatusCommand, says_how_the_other_daemons_do) {
  auto status = idle();
  status.remotes = {{"near", true, 12, 0, 3, ""}, {"far", false, 5, 5, 0, "it has gone"}};
  EXPECT_THAT(shown(status),
              HasSubstr("remote:     near, connected, asked 12 times, the last answer after 3 ms\n"
                        "remote:     far, not connected, 5 without an answer: it has gone\n"));
}

TEST(StatusCommand, counts_the_alerts) {
  auto status = idle();
  status.alerts.resize(3);
  status.alerts[0].delivered = 1'200;
  status.alerts[1].delivered = 4;
  status.alerts[1].failures = 2;
  status.alerts[2].lagging = true;
  EXPECT_THAT(shown(status), HasSubstr("alerts:     3, 1,204 delivered, 2 failures, 1 lagging; "
                                       "`quire alerts` lists them\n"));
}

TEST(StatusCommand, says_how_far_the_indexing_is) {
  auto status = idle();
  status.pending = 1'234;
  status.indexed = 20'300;
  status.removed = 40;
  status.failed = 4;
  EXPECT_THAT(shown(status), HasSubstr("indexing:   1,234 of 21,578 pending\n"));
}

TEST(StatusCommand, says_that_a_reconcile_runs) {
  auto status = idle();
  status.reconcile.running = true;
  EXPECT_THAT(shown(status), HasSubstr("reconcile:  running\n"));
}

TEST(StatusCommand, says_that_segments_are_being_merged) {
  auto status = idle();
  status.merging.running = true;
  EXPECT_THAT(shown(status), HasSubstr("merging:    running\n"));
}

TEST(StatusCommand, says_what_was_merged_and_how_often_articles_were_written) {
  auto status = idle();
  status.merging = {true, 1'003, 5'000'000, 1.44};
  EXPECT_THAT(
      shown(status),
      HasSubstr("merging:    running, 1,003 since the start, articles written 1.4 times\n"));
  status.merging.running = false;
  EXPECT_THAT(shown(status),
              HasSubstr("merging:    1,003 since the start, articles written 1.4 times\n"));
}

TEST(StatusCommand, says_how_many_outdated_documents_are_left) {
  auto status = idle();
  status.tombstones = 40;
  EXPECT_THAT(shown(status), HasSubstr("merging:    none yet, 40 outdated documents left\n"));
}

TEST(StatusCommand, says_that_the_index_is_being_rebuilt) {
  auto status = idle();
  status.rebuilding = true;
  EXPECT_THAT(shown(status), HasSubstr("in 5 segments, which is being rebuilt\n"));
}

TEST(StatusCommand, says_that_a_drop_folder_is_missing) {
  auto status = idle();
  status.drops[0].present = false;
  EXPECT_THAT(shown(status), HasSubstr("drop:       articles at /in, which does not exist\n"));
}

TEST(StatusCommand, says_what_had_to_be_polled_and_what_overflowed) {
  auto status = idle();
  status.drops[0].polled_folders = 2;
  status.drops[0].overflows = 1;
  EXPECT_THAT(shown(status), HasSubstr("(inotify, 12 folders, 2 of them polled, 1 overflow)"));
}

TEST(StatusCommand, problems_come_with_their_hints) {
  auto status = idle();
  status.problems = {{"the disk is full", "free some space", "2018-12-04T16:32:00Z"}};
  EXPECT_THAT(shown(status), HasSubstr("problem:    the disk is full (since 2018-12-04T16:32:00Z)\n"
                                       "  hint:     free some space\n"));
}

TEST(StatusCommand, failed_files_are_counted) {
  auto status = idle();
  status.failed_files = 3;
  EXPECT_THAT(shown(status), HasSubstr("failed:     3 files could not be read; "
                                       "`quire status --failures` lists them\n"));
}

TEST(StatusCommand, failed_files_are_listed_when_asked_for) {
  auto status = idle();
  status.failed_files = 1;
  status.failures = {{"/in/a\x1b.txt", "file:///in/a.txt", "no text in it"}};
  QuireRunner quire(protocol::encode_response("1", status));
  EXPECT_EQ(quire.run({"status", "--failures"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), HasSubstr("failed:     1 file could not be read\n"
                                     "  /in/a\uFFFD.txt: no text in it\n"));
  EXPECT_THAT(quire.requests(), ElementsAre(HasSubstr(R"("failures":true)")));
}

TEST(StatusCommand, what_was_passed_over_is_counted_and_listed_when_asked_for) {
  protocol::StatusResponse status = idle();
  EXPECT_THAT(shown(status), Not(HasSubstr("passed over")));
  status.passed_over = {1, 2, {}};
  EXPECT_THAT(shown(status), HasSubstr("partly:     1 file, 2 parts passed over\n"));
  status.passed_over.recent = {{"/in/a.zip", "file:///in/a.zip", {"b.png: a picture", "c: empty"}}};
  EXPECT_THAT(shown(status), HasSubstr("  /in/a.zip: b.png: a picture\n  /in/a.zip: c: empty\n"));
}

TEST(StatusCommand, json_is_the_answer_as_the_daemon_sent_it) {
  QuireRunner quire(protocol::encode_response("1", idle()));
  EXPECT_EQ(quire.run({"status", "--json"}), ExitStatus::kDone);
  EXPECT_THAT(quire.out(), AllOf(HasSubstr(R"("articles":21578)"), Not(HasSubstr("jsonrpc"))));
}

TEST(StatusCommand, tells_which_cleaning_rules_had_something_to_do) {
  protocol::StatusResponse status = idle();
  EXPECT_THAT(shown(status), Not(HasSubstr("cleaned")));
  status.cleaning = {{"advertisement", 1200}, {"byline", 0}, {"share", 3}};
  EXPECT_THAT(shown(status), HasSubstr("cleaned:    advertisement 1,200, share 3\n"));
}

}  // namespace
}  // namespace quire::cli
