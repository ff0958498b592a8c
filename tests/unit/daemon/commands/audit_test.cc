#include "daemon/commands/audit.h"

#include <gmock/gmock.h>

#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

using testing::HasSubstr;

class AuditTest : public CommandsFixture {
 protected:
  // An index of a.txt and of a file that is no article, and a pipeline at work.
  void SetUp() override {
    index({{"a.txt", "A"}, {"b.png", "\x89PNG, not read"}});
    start();
    auto library =
        store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
    ASSERT_TRUE(library.ok());
    ASSERT_TRUE(pipeline_->start(*std::move(library)).ok());
  }
  void TearDown() override { EXPECT_TRUE(pipeline_->stop().ok()); }
};

TEST_F(AuditTest, answers_with_every_list) {
  const Json result = answer("audit", {{"sync", true}})["result"];
  EXPECT_EQ(result["equal"], true);
  EXPECT_EQ(result["files"], 2);
  EXPECT_EQ(result["pending"], 0);
  for (const char* list : {"missing", "stale", "orphans", "duplicates", "unreadable"}) {
    EXPECT_EQ(result[list], Json::parse(R"({"total":0,"cut":false,"entries":[]})")) << list;
  }
  EXPECT_EQ(result["failed"]["total"], 1);
  EXPECT_EQ(result["failed"]["cut"], false);
  const Json failed = result["failed"]["entries"][0];
  EXPECT_EQ(failed["path"], folder_.at("drop/b.png"));
  EXPECT_EQ(failed["uri"], "file://" + folder_.at("drop/b.png"));
  EXPECT_THAT(failed["reason"], HasSubstr("PNG"));
}

TEST_F(AuditTest, takes_a_path_or_uri_that_is_in_a_drop_folder) {
  for (const char* path : {"drop", "drop/", "drop/a.txt", "drop/sub/../a.txt"}) {
    EXPECT_TRUE(answer("audit", {{"path", folder_.at(path)}}).contains("result")) << path;
    EXPECT_TRUE(answer("audit", {{"path", "file://" + folder_.at(path)}}).contains("result"));
  }
  for (const char* path : {"dropped", "drop/..", "drop/../index"}) {
    const Json refused = answer("audit", {{"path", folder_.at(path)}});
    EXPECT_EQ(refused["error"]["code"], -32002) << path;
    EXPECT_THAT(refused["error"]["data"]["hint"], HasSubstr(folder_.at("drop")));
  }
}

TEST_F(AuditTest, what_cannot_be_a_path_is_refused) {
  EXPECT_EQ(error_of(answer("audit", {{"path", "file://elsewhere/%ZZ"}})), -32602);
  EXPECT_EQ(error_of(answer("audit", {{"path", "a.txt"}})), -32602);
}

TEST_F(AuditTest, one_that_was_taken_back_ends_so) {
  Json result;
  Call taken_back = call(R"({"jsonrpc":"2.0","id":1,"method":"audit"})", [&](Json answer) {
    result = std::move(answer);
    loop_.stop();
  });
  *taken_back.cancelled = true;
  dispatch(*context_, std::move(taken_back));
  loop_.run();
  EXPECT_EQ(error_of(result), -32800);
}

}  // namespace
}  // namespace quire::commands
