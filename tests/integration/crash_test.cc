// What is there after the daemon was killed, or the machine went down under it.

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

constexpr int kFiles = 3000;  // some segments of a bulk load

class Crash : public testing::Test {
 protected:
  void drop_many() const {
    for (int i = 0; i < kFiles; ++i) {
      const std::string number = std::to_string(i);
      daemon_.files().write("drop/" + number + ".txt",
                            "Number " + number + "\n\nabout walruses and item" + number + "\n");
    }
  }
  void start() { ASSERT_TRUE(daemon_.start()) << daemon_.log(); }
  void kill() {
    daemon_.kill();
    daemon_.wait();
  }
  std::uint64_t total(JsonClient& client, const std::string& query) const {
    return client.result("search", {{"query", query}, {"limit", 0}})["total"]["value"];
  }
  // All files are found, each once, when whatever was to be done is done.
  void expect_whole(JsonClient& client) const {
    client.result("sync", {{"timeout_ms", 60'000}});
    EXPECT_EQ(total(client, ""), static_cast<std::uint64_t>(kFiles));
    for (const int i : {0, 1, 777, kFiles - 1}) {
      EXPECT_EQ(total(client, "item" + std::to_string(i)), 1U) << i;
    }
    EXPECT_TRUE(client.result("status")["problems"].empty());
  }

  DaemonProcess daemon_;
};

TEST_F(Crash, a_daemon_killed_again_and_again_during_its_first_load_loses_nothing) {
  drop_many();
  for (int publishes = 0; publishes < 4; ++publishes) {
    start();
    JsonClient client(daemon_.socket());
    // Killed at the first sight of something new, each time a little further on.
    const std::uint64_t before = client.result("status")["index"]["articles"];
    for (std::uint64_t now = before; now == before && now < kFiles;) {
      now = client.result("status")["index"]["articles"];
    }
    kill();
  }
  start();
  JsonClient client(daemon_.socket());
  expect_whole(client);
}

TEST_F(Crash, a_daemon_killed_while_a_new_index_is_built_serves_the_old_one_whole) {
  drop_many();
  start();
  {
    JsonClient client(daemon_.socket());
    expect_whole(client);
  }
  for (int progress = 1; progress <= 3; ++progress) {
    JsonClient client(daemon_.socket());
    client.send(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"reindex\",\"params\":{\"full\":true}}\n");
    const Json message = client.read_json();
    kill();
    start();
    JsonClient again(daemon_.socket());
    // At once, before anything was looked through.
    EXPECT_EQ(total(again, "walruses"), static_cast<std::uint64_t>(kFiles)) << message;
    expect_whole(again);
  }
}

TEST_F(Crash, after_a_crash_of_the_machine_a_torn_fresh_segment_is_read_anew) {
  drop_many();
  start();
  std::string fresh;
  {
    JsonClient client(daemon_.socket());
    expect_whole(client);
    daemon_.files().write("drop/late.txt", "Late\n\nabout narwhals\n");
    client.result("sync");
    ASSERT_EQ(total(client, "narwhals"), 1U);
  }
  kill();
  // As if another boot had found it, with the pages of the fresh segment never written.
  std::ifstream manifest(daemon_.index() + "/XAPIANDB");
  for (std::string line; std::getline(manifest, line);) {
    const std::size_t at = line.find("segments/");
    if (at != std::string::npos) fresh = line.substr(at);  // it stands last
  }
  ASSERT_FALSE(fresh.empty());
  for (const char* table : {"postlist", "docdata", "termlist", "position", "iamglass"}) {
    const std::string name =
        table == std::string("iamglass") ? table : table + std::string(".glass");
    daemon_.files().write("index/" + fresh + "/" + name, std::string(8192, 'x'));
  }
  daemon_.files().write("index/lock", "pid 1\nboot another-boot\nfsync 0\nclean 0\n");
  start();
  JsonClient client(daemon_.socket());
  client.result("sync", {{"timeout_ms", 60'000}});
  EXPECT_EQ(total(client, "narwhals"), 1U);
  EXPECT_EQ(total(client, ""), static_cast<std::uint64_t>(kFiles) + 1);
}

TEST_F(Crash, an_index_of_an_older_format_is_served_and_built_anew_by_itself) {
  drop_many();
  start();
  {
    JsonClient client(daemon_.socket());
    expect_whole(client);
  }
  ASSERT_EQ(daemon_.terminate(), 0);
  daemon_.files().write("index/format", "0\n");
  start();
  JsonClient client(daemon_.socket());
  EXPECT_EQ(total(client, "walruses"), static_cast<std::uint64_t>(kFiles));
  ASSERT_TRUE(daemon_.wait_for_log("a new index has taken the place of the old one"))
      << daemon_.log();
  expect_whole(client);
  std::string format;
  std::getline(std::ifstream(daemon_.index() + "/format") >> std::ws, format);
  EXPECT_NE(format, "0");
}

}  // namespace
}  // namespace quire::test
