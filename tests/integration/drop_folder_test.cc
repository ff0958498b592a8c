// Drop folders that are missing, vanish, come back, or should not be there.

#include <gtest/gtest.h>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

std::uint64_t total(JsonClient& client, const std::string& query) {
  return client.result("search", {{"query", query}, {"sync", true}})["total"]["value"];
}

TEST(DropFolder, one_that_does_not_exist_is_waited_for) {
  DaemonProcess daemon({.drops = {}, .settings = "", .log_level = "info", .make_drop = false});
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  client.result("sync");
  const Json status = client.result("status");
  EXPECT_EQ(status["drops"][0]["present"], false);
  ASSERT_EQ(status["problems"].size(), 1U);
  EXPECT_NE(status["problems"][0]["hint"], "");
  daemon.files().write("drop/a.txt", "Title\n\nabout walruses\n");
  ASSERT_TRUE(daemon.wait_for_log("reconciled " + daemon.drop())) << daemon.log();
  EXPECT_EQ(total(client, "walruses"), 1U);
  EXPECT_TRUE(client.result("status")["problems"].empty());
}

TEST(DropFolder, one_that_vanishes_keeps_its_articles_and_is_reconciled_when_it_is_back) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  daemon.files().write("drop/a.txt", "Title\n\nabout walruses\n");
  daemon.files().write("drop/b.txt", "Title\n\nabout narwhals\n");
  ASSERT_EQ(total(client, "walruses OR narwhals"), 2U);
  daemon.files().rename("drop", "elsewhere");
  ASSERT_TRUE(daemon.wait_for_log("warning")) << daemon.log();
  EXPECT_EQ(total(client, "walruses OR narwhals"), 2U);
  EXPECT_EQ(client.result("status")["drops"][0]["present"], false);

  daemon.files().remove("elsewhere/b.txt");
  daemon.files().write("elsewhere/c.txt", "Title\n\nabout seals\n");
  daemon.files().rename("elsewhere", "drop");
  ASSERT_TRUE(daemon.wait_for_log("1 added, 0 changed, 0 moved, 1 removed")) << daemon.log();
  EXPECT_EQ(total(client, "walruses OR seals"), 2U);
  EXPECT_EQ(total(client, "narwhals"), 0U);
}

TEST(DropFolder, one_that_is_empty_at_the_start_is_taken_for_unmounted) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  {
    JsonClient client(daemon.socket());
    daemon.files().write("drop/a.txt", "Title\n\nabout walruses\n");
    ASSERT_EQ(total(client, "walruses"), 1U);
  }
  ASSERT_EQ(daemon.terminate(), 0);
  daemon.files().remove("drop/a.txt");
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(total(client, "walruses"), 1U);
  ASSERT_EQ(client.result("status")["problems"].size(), 1U);
  // As the hint says: any file shows that the folder is what it should be.
  ASSERT_EQ(daemon.terminate(), 0);
  daemon.files().write("drop/b.txt", "Title\n\nabout seals\n");
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient again(daemon.socket());
  EXPECT_EQ(total(again, "walruses"), 0U);
  EXPECT_EQ(total(again, "seals"), 1U);
}

TEST(DropFolder, several_are_told_apart_by_their_names) {
  TemporaryFolder other;
  TemporaryFolder third;
  DaemonProcess daemon({.drops = {other.path(), third.path()}});
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  other.write("same.txt", "Title\n\nabout walruses\n");
  third.write("same.txt", "Title\n\nabout walruses\n");
  const Json hits =
      client.result("search", {{"query", "walruses"}, {"sync", true}, {"stories", false}})["hits"];
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_NE(hits[0]["id"], hits[1]["id"]);
  EXPECT_NE(hits[0]["path"], hits[1]["path"]);
}

TEST(DropFolder, an_index_inside_it_is_refused) {
  DaemonProcess daemon;
  EXPECT_EQ(daemon.run_to_end({"--drop", daemon.drop(), "--index", daemon.drop() + "/index",
                               "--socket", daemon.socket()}),
            2);
  EXPECT_NE(daemon.log().find("index"), std::string::npos);
}

}  // namespace
}  // namespace quire::test
