// `audit` tells of whatever is not as it should be, and of nothing else.

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

// It looks at its drop folder when it starts and then once an hour.
DaemonOptions hardly_looking() {
  DaemonOptions options;
  options.settings =
      "[watch]\npoll_interval_ms = 3600000\n[[drop]]\nname = \"seldom\"\npath = \"$\"\nbackend = "
      "\"polling\"\n";
  return options;
}

class Audit : public testing::Test {
 protected:
  Audit() {
    options_.settings.replace(options_.settings.find('$'), 1, seldom_.path());
    daemon_.emplace(options_);
  }
  void SetUp() override {
    seldom_.write("gone.txt", "One\n\nabout walruses\n");
    seldom_.write("stale.txt", "Two\n\nabout narwhals\n");
    seldom_.write("same.txt", "Three\n\nabout seals\n");
    seldom_.write("chart.png", "\x89PNG about orcas");
    ASSERT_TRUE(daemon_->start()) << daemon_->log();
    ASSERT_TRUE(daemon_->wait_for_log("reconciled " + seldom_.path())) << daemon_->log();
    client_ = std::make_unique<JsonClient>(daemon_->socket());
    // From here on it does not look by itself, unless a sync is asked for.
    ASSERT_EQ(audit({{"sync", true}})["equal"], true);
  }
  Json audit(const Json& params = Json::object()) { return client_->result("audit", params); }
  void change_everything() {
    seldom_.remove("gone.txt");
    seldom_.write("stale.txt", "Two\n\nabout some penguins\n");
    seldom_.write("sub/missing.txt", "Four\n\nabout bears\n");
  }
  // The paths in a list, one a line, below the folder.
  [[nodiscard]] std::string paths(const Json& list) const {
    std::string out;
    for (const Json& entry : list["entries"]) {
      out += entry["path"].get<std::string>().substr(seldom_.path().size() + 1) + "\n";
    }
    return out;
  }

  TemporaryFolder seldom_;
  DaemonOptions options_ = hardly_looking();
  std::optional<DaemonProcess> daemon_;
  std::unique_ptr<JsonClient> client_;
};

TEST_F(Audit, tells_what_nobody_has_noticed) {
  change_everything();
  const Json found = audit();
  EXPECT_EQ(found["equal"], false);
  EXPECT_EQ(found["files"], 4);
  EXPECT_EQ(paths(found["missing"]), "sub/missing.txt\n");
  EXPECT_EQ(paths(found["stale"]), "stale.txt\n");
  EXPECT_EQ(paths(found["orphans"]), "gone.txt\n");
  EXPECT_EQ(paths(found["duplicates"]), "");
  EXPECT_EQ(paths(found["failed"]), "chart.png\n");
  EXPECT_EQ(found["unreadable"]["total"], 0);
}

TEST_F(Audit, changes_nothing_and_is_content_after_a_reindex) {
  change_everything();
  ASSERT_EQ(audit()["equal"], false);
  ASSERT_EQ(audit()["equal"], false);
  EXPECT_EQ(client_->result("search", {{"query", "bears OR penguins"}})["total"]["value"], 0);
  client_->send(R"({"jsonrpc":"2.0","id":77,"method":"reindex"})"
                "\n");
  while (!client_->read_json().contains("id")) {
  }
  EXPECT_EQ(audit()["equal"], true);
}

TEST_F(Audit, of_a_path_looks_no_further) {
  change_everything();
  const Json found = audit({{"path", seldom_.at("sub")}});
  EXPECT_EQ(found["files"], 1);
  EXPECT_EQ(paths(found["missing"]), "sub/missing.txt\n");
  EXPECT_EQ(found["stale"]["total"], 0);
  EXPECT_EQ(found["orphans"]["total"], 0);
}

TEST_F(Audit, of_a_drop_folder_that_has_vanished_says_so) {
  const std::string away = seldom_.path() + "-away";
  ASSERT_EQ(std::rename(seldom_.path().c_str(), away.c_str()), 0);
  const Json found = audit();
  ASSERT_EQ(std::rename(away.c_str(), seldom_.path().c_str()), 0);
  EXPECT_EQ(found["equal"], false);
  EXPECT_EQ(found["orphans"]["total"], 0);
  ASSERT_EQ(found["unreadable"]["total"], 1);
  EXPECT_EQ(found["unreadable"]["entries"][0]["path"], seldom_.path());
}

}  // namespace
}  // namespace quire::test
