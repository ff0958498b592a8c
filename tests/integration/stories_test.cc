#include <gtest/gtest.h>

#include <csignal>

#include "index/base/format.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

std::string report(const std::string& title, const std::string& seed, int words) {
  std::string text = title + "\n\n";
  for (int i = 0; i < words; ++i) text += format("{}{} ", seed, i);
  return text + "\n";
}

// Of each article by its path.
std::map<std::string, std::string> stories(JsonClient& client) {
  std::map<std::string, std::string> stories;
  const Json found =
      client.result("search", {{"query", ""}, {"limit", 100}, {"sync", true}, {"stories", false}});
  for (const Json& hit : found["hits"]) stories[hit["path"]] = hit["story"];
  return stories;
}

void reindex_fully(JsonClient& client) {
  client.send(R"({"jsonrpc":"2.0","id":"full","method":"reindex","params":{"full":true}})"
              "\n");
  Json answer = client.read_json();
  while (answer.contains("method")) answer = client.read_json();  // its progress
  EXPECT_TRUE(answer.contains("result")) << answer;
}

TEST(Stories, are_the_same_after_a_kill_and_a_full_reindex) {
  DaemonProcess daemon;
  for (int i = 0; i < 40; ++i) {
    daemon.files().write(format("drop/{}.txt", i),
                         report(format("Report {}", i), format("story{}x", i % 10), 100 - i));
  }
  ASSERT_TRUE(daemon.start()) << daemon.log();
  std::map<std::string, std::string> before;
  {
    JsonClient client(daemon.socket());
    before = stories(client);
    ASSERT_EQ(before.size(), 40U);
    std::set<std::string> ids;
    for (const auto& [path, story] : before) ids.insert(story);
    EXPECT_EQ(ids.size(), 10U);
  }
  daemon.kill();
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(stories(client), before);
  reindex_fully(client);
  EXPECT_EQ(stories(client), before);
}

TEST(Stories, a_search_shows_one_of_each_and_story_and_diff_tell_of_the_others) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  daemon.files().write("drop/a.txt", report("First report", "flood", 100));
  daemon.files().write("drop/b.txt", report("Second report", "flood", 99) + "walrus\n");
  const Json found = client.result("search", {{"query", "flood7"}, {"sync", true}});
  ASSERT_EQ(found["hits"].size(), 1U);
  EXPECT_EQ(found["hits"][0]["versions"], 2);
  EXPECT_EQ(found["total"]["value"], 2);

  const Json story = client.result("story", {{"path", daemon.drop() + "/b.txt"}});
  EXPECT_EQ(story["total"], 2);
  EXPECT_EQ(story["versions"].size(), 2U);

  const Json diff = client.result(
      "diff", {{"path", daemon.drop() + "/b.txt"}, {"with", daemon.drop() + "/a.txt"}});
  EXPECT_EQ(diff["text"].back()["change"], "added");
  EXPECT_NE(diff["text"].back()["text"].get<std::string>().find("walrus"), std::string::npos);
  EXPECT_EQ(diff["title"][0], (Json{{"change", "removed"}, {"text", "First "}}));

  const Json similar = client.result("similar", {{"path", daemon.drop() + "/a.txt"}});
  EXPECT_TRUE(similar["hits"].empty());
}

// An item as agencies send it, one file each.
std::string ninjs(int version, const std::string& status, const std::string& word) {
  return format(
      R"({{"uri": "urn:ferry:1", "version": "{}", "versioncreated": "2026-03-12T08:0{}:00Z",)"
      R"( "pubstatus": "{}", "headline": "Ferry", "body_text": "{} "}})",
      version, version, status, report("Ferry", word, 60).substr(7, 300));
}

// The versions that a search shows, "1 3"; of `all` or of those that it shows by default.
std::string shown(JsonClient& client, bool all) {
  const Json found = client.result(
      "search", {{"query", "title:ferry"}, {"sort", "oldest"}, {"stories", !all}, {"sync", true}});
  std::string files;
  for (const Json& hit : found["hits"]) {
    const std::string path = hit["path"];
    files += format("{}{}", files.empty() ? "" : " ", path.substr(path.rfind('/') + 1));
    if (hit["withdrawn"]) files += "!";
  }
  return files;
}

std::string states(JsonClient& client, const std::string& path) {
  const Json story = client.result("story", {{"path", path}});
  std::string states;
  for (const Json& one : story["versions"]) {
    states += format("{}{}/{}", states.empty() ? "" : " ", one["version"].get<std::string>(),
                     one["state"].get<std::string>());
  }
  return states;
}

TEST(Withdrawals, take_what_was_sent_before_out_of_what_is_found_until_it_is_sent_again) {
  DaemonProcess daemon;
  // The withdrawal comes first.
  daemon.files().write("drop/2.json", ninjs(2, "canceled", "flood"));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  {
    JsonClient client(daemon.socket());
    EXPECT_EQ(shown(client, false), "");
    daemon.files().write("drop/1.json", ninjs(1, "usable", "flood"));
    EXPECT_EQ(shown(client, false), "");
    EXPECT_EQ(shown(client, true), "1.json! 2.json!");
    EXPECT_EQ(states(client, daemon.drop() + "/1.json"), "1/withdrawn 2/withdrawal");
  }
  daemon.kill();
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(shown(client, false), "");
  EXPECT_EQ(shown(client, true), "1.json! 2.json!");
  daemon.files().write("drop/3.json", ninjs(3, "corrected", "storm"));
  EXPECT_EQ(shown(client, false), "3.json");
  EXPECT_EQ(states(client, daemon.drop() + "/1.json"), "1/withdrawn 2/withdrawal 3/current");
  const Json story = client.result("story", {{"path", daemon.drop() + "/3.json"}});
  EXPECT_EQ(story["versions"][2]["status"], "corrected");
}

TEST(Withdrawals, hold_in_an_index_that_is_built_anew) {
  DaemonProcess daemon;
  daemon.files().write("drop/1.json", ninjs(1, "usable", "flood"));
  daemon.files().write("drop/2.json", ninjs(2, "canceled", "flood"));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(shown(client, false), "");
  reindex_fully(client);
  EXPECT_EQ(shown(client, false), "");
  EXPECT_EQ(shown(client, true), "1.json! 2.json!");
}

TEST(Withdrawals, a_file_that_becomes_one_and_is_usable_again) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  daemon.files().write("drop/a.json", ninjs(1, "usable", "flood"));
  EXPECT_EQ(shown(client, false), "a.json");
  daemon.files().write("drop/a.json", ninjs(2, "withheld", "flood"));
  EXPECT_EQ(shown(client, false), "");
  EXPECT_EQ(shown(client, true), "a.json!");
  daemon.files().write("drop/a.json", ninjs(3, "usable", "flood"));
  EXPECT_EQ(shown(client, false), "a.json");
}

}  // namespace
}  // namespace quire::test
