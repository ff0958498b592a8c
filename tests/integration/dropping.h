#pragma once
// A daemon with an empty drop folder, and what tests do most: drop a file and search.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {

class Dropping : public testing::Test {
 protected:
  explicit Dropping(DaemonOptions options = {}) : daemon_(std::move(options)) {}
  void SetUp() override {
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }

  void drop(const std::string& name, const std::string& text) {
    daemon_.files().write("drop/" + name, text);
  }
  // Of all that was dropped before.
  Json search(const std::string& query) {
    return client_->result("search", {{"query", query}, {"sync", true}});
  }
  std::uint64_t total(const std::string& query) { return search(query)["total"]["value"]; }

  void restart(bool by_force) {
    if (by_force) {
      daemon_.kill();
    } else {
      daemon_.terminate();
    }
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }

  DaemonProcess daemon_;
  std::unique_ptr<JsonClient> client_;
};

}  // namespace quire::test
