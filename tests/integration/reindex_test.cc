// `reindex`: what no event has told of is found when somebody asks for it.

#include <gtest/gtest.h>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

// It looks at `folder` when it starts and then once an hour.
DaemonOptions hardly_looking_at(const std::string& folder) {
  DaemonOptions options;
  options.settings = "[watch]\npoll_interval_ms = 3600000\n[[drop]]\nname = \"seldom\"\npath = \"" +
                     folder + "\"\nbackend = \"polling\"\n";
  return options;
}

class Reindex : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    // From here on it does not look by itself.
    ASSERT_TRUE(daemon_.wait_for_log("reconciled " + seldom_.path())) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }
  std::uint64_t total(const std::string& query) {
    return client_->result("search", {{"query", query}})["total"]["value"];
  }
  // The answer to request `id`, which has been sent; every message before it must be of its
  // progress.
  Json answer_to(int id) {
    for (Json message = client_->read_json();; message = client_->read_json()) {
      if (message.contains("id")) {
        EXPECT_EQ(message["id"], id) << message;
        return message;
      }
      EXPECT_EQ(message["method"], "reindex/progress") << message;
      EXPECT_EQ(message["params"]["request"], id) << message;
      EXPECT_LE(message["params"]["done"], message["params"]["total"]) << message;
    }
  }
  Json reindex(const Json& params) {
    const Json request{{"jsonrpc", "2.0"}, {"id", 77}, {"method", "reindex"}, {"params", params}};
    client_->send(request.dump() + "\n");
    return answer_to(77);
  }

  TemporaryFolder seldom_;
  DaemonProcess daemon_{hardly_looking_at(seldom_.path())};
  std::unique_ptr<JsonClient> client_;
};

TEST_F(Reindex, finds_what_nobody_has_noticed_and_counts_it) {
  seldom_.write("goes.txt", "One\n\nabout walruses\n");
  seldom_.write("changes.txt", "Two\n\nabout narwhals\n");
  seldom_.write("stays.txt", "Three\n\nabout seals\n");
  ASSERT_TRUE(reindex(Json::object()).contains("result"));
  ASSERT_EQ(total(""), 3U);

  seldom_.remove("goes.txt");
  seldom_.write("changes.txt", "Two\n\nabout some penguins\n");
  seldom_.write("comes.txt", "Four\n\nabout orcas\n");
  const Json result = reindex(Json::object())["result"];
  EXPECT_EQ(result["added"], 1);
  EXPECT_EQ(result["changed"], 1);
  EXPECT_EQ(result["removed"], 1);
  EXPECT_EQ(result["failed"], 0);
  EXPECT_EQ(total("walruses OR narwhals"), 0U);
  EXPECT_EQ(total("penguins OR orcas"), 2U);
}

TEST_F(Reindex, in_full_leaves_every_article_where_it_was) {
  seldom_.write("a.txt", "One\n\nabout walruses\n");
  ASSERT_TRUE(reindex(Json::object()).contains("result"));
  const Json before = client_->result("search", {{"query", "walruses"}})["hits"][0];
  ASSERT_TRUE(reindex({{"full", true}}).contains("result"));
  ASSERT_EQ(total(""), 1U);
  EXPECT_EQ(client_->result("search", {{"query", "walruses"}})["hits"][0]["id"], before["id"]);
}

TEST_F(Reindex, takes_the_path_of_a_file) {
  seldom_.write("a.txt", "One\n\nabout walruses\n");
  const Json paths = {seldom_.at("a.txt")};
  ASSERT_TRUE(reindex({{"paths", paths}}).contains("result"));
  EXPECT_EQ(total("walruses"), 1U);
}

TEST_F(Reindex, of_a_client_that_goes_away_goes_on) {
  seldom_.write("a.txt", "One\n\nabout walruses\n");
  {
    JsonClient hasty(daemon_.socket());
    hasty.send(R"({"jsonrpc":"2.0","id":1,"method":"reindex"})"
               "\n");
  }
  ASSERT_TRUE(reindex(Json::object()).contains("result"));
  EXPECT_EQ(total("walruses"), 1U);
}

TEST_F(Reindex, tells_vim_of_its_progress_on_the_channel_of_no_message) {
  JsonClient vim(daemon_.socket());
  vim.send("[7,{\"method\":\"reindex\"}]\n");
  for (Json message = vim.read_json(); message[0] != 7; message = vim.read_json()) {
    EXPECT_EQ(message[0], 0);
    EXPECT_EQ(message[1]["params"]["request"], 7);
  }
}

}  // namespace
}  // namespace quire::test
