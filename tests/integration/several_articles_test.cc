// Files that hold several articles, which come and go with what is in the file.

#include <archive.h>
#include <gtest/gtest.h>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"
#include "tests/support/packed.h"

namespace quire::test {
namespace {

std::string entry(const std::string& name) {
  return "<item><title>" + name + "</title><guid>urn:" + name +
         "</guid><description>about walruses</description></item>";
}

std::string feed(const std::string& entries) {
  return "<rss version=\"2.0\"><channel><title>Gazette</title>" + entries + "</channel></rss>";
}

class SeveralArticles : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }
  // The hits' ids by their titles.
  std::map<std::string, std::string> ids() {
    const Json found = client_->result("search", {{"query", "walruses"}, {"sync", true}});
    std::map<std::string, std::string> out;
    for (const Json& hit : found["hits"]) out[hit["title"]] = hit["id"];
    return out;
  }

  DaemonProcess daemon_;
  std::unique_ptr<JsonClient> client_;
};

TEST_F(SeveralArticles, of_a_feed_keep_their_ids_when_a_new_one_comes_and_go_with_their_entries) {
  daemon_.files().write("drop/feed.xml", feed(entry("One") + entry("Two")));
  const auto before = ids();
  ASSERT_EQ(before.size(), 2U);
  daemon_.files().write("drop/feed.xml", feed(entry("New") + entry("Two")));
  const auto after = ids();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after.at("Two"), before.at("Two"));
  EXPECT_TRUE(after.contains("New"));
  EXPECT_EQ(client_->call("get", {{"id", before.at("One")}})["error"]["code"], -32002);
  EXPECT_EQ(client_->result("get", {{"path", daemon_.drop() + "/feed.xml"}})["title"], "New");
}

TEST_F(SeveralArticles, of_a_compressed_archive_are_found_and_reconciled_as_one_file) {
  const std::string tar = packed(
      Packing::kTar, {{"a/one.txt", "One\n\nabout walruses\n"}, {"feed.xml", feed(entry("Two"))}});
  daemon_.files().write("drop/news.tar.gz", compressed(tar, ARCHIVE_FILTER_GZIP));
  const auto before = ids();
  ASSERT_EQ(before.size(), 2U);
  ASSERT_EQ(daemon_.terminate(), 0);
  SetUp();
  EXPECT_EQ(ids(), before);
  EXPECT_EQ(client_->result("audit")["equal"], true);
  daemon_.files().remove("drop/news.tar.gz");
  EXPECT_TRUE(ids().empty());
}

TEST_F(SeveralArticles, of_lines_are_read_past_a_broken_one_which_the_log_tells) {
  daemon_.files().write("drop/a.jsonl",
                        "{\"title\":\"One\",\"text\":\"about walruses\"}\n{\"title\":\n"
                        "{\"title\":\"Two\",\"text\":\"about walruses\"}\n");
  EXPECT_EQ(ids().size(), 2U);
  EXPECT_TRUE(daemon_.wait_for_log("a.jsonl: line 2: broken JSON")) << daemon_.log();
}

}  // namespace
}  // namespace quire::test
