#include "daemon/commands/reindex.h"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.h"
#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// What a client hears of a reindex, without any pipeline.
class ReindexListenerTest : public testing::Test {
 protected:
  ReindexListenerTest() {
    Call call;
    call.request.id = "7";
    call.respond = [this](const std::string& text) { answers_.push_back(Json::parse(text)); };
    call.notify = [this](const std::string& text) { news_.push_back(Json::parse(text)); };
    call.when_cancelled = [this](std::function<void()> cancel) { cancel_ = std::move(cancel); };
    listener_ = reindex_listener(clock_, std::move(call));
  }

  test::FakeClock clock_;
  std::vector<Json> answers_;
  std::vector<Json> news_;
  std::function<void()> cancel_;
  ingest::ReindexListener listener_;
};

TEST_F(ReindexListenerTest, the_report_is_the_answer) {
  listener_.done(ingest::ReindexReport{6, 1, 2, 9, 3, 4, milliseconds(5), true});
  ASSERT_THAT(answers_, SizeIs(1));
  EXPECT_EQ(answers_[0]["id"], 7);
  EXPECT_EQ(
      answers_[0]["result"],
      Json::parse(R"({"files":6,"added":1,"changed":2,"moved":9,"removed":3,"failed":4,"took_ms":5,
                            "joined":true})"));
}

TEST_F(ReindexListenerTest, a_failure_is_the_answer) {
  listener_.done(Error{ErrorCode::kBusy, "another is running", "wait"});
  ASSERT_THAT(answers_, SizeIs(1));
  EXPECT_EQ(answers_[0]["error"]["code"], -32004);
  EXPECT_EQ(answers_[0]["error"]["message"], "another is running");
}

TEST_F(ReindexListenerTest, progress_is_told_with_the_id_of_the_request) {
  listener_.progress({3, 10});
  ASSERT_THAT(news_, SizeIs(1));
  EXPECT_EQ(news_[0], Json::parse(R"({"jsonrpc":"2.0","method":"reindex/progress",
                                      "params":{"request":7,"done":3,"total":10}})"));
  EXPECT_THAT(answers_, IsEmpty());
}

TEST_F(ReindexListenerTest, progress_is_told_five_times_a_second) {
  for (std::uint64_t i = 0; i < 100; ++i) {
    listener_.progress({i, 100});
    clock_.advance(milliseconds(10));
  }
  ASSERT_THAT(news_, SizeIs(5));
  EXPECT_EQ(news_[4]["params"]["done"], 80);
}

TEST_F(ReindexListenerTest, nothing_is_told_after_the_answer) {
  listener_.done(ingest::ReindexReport{});
  listener_.progress({3, 10});
  EXPECT_THAT(news_, IsEmpty());
}

TEST_F(ReindexListenerTest, who_takes_the_request_back_is_answered_at_once_and_only_once) {
  ASSERT_TRUE(cancel_);
  cancel_();
  ASSERT_THAT(answers_, SizeIs(1));
  EXPECT_EQ(answers_[0]["error"]["code"], -32800);
  listener_.progress({3, 10});
  listener_.done(ingest::ReindexReport{});
  EXPECT_THAT(answers_, SizeIs(1));
  EXPECT_THAT(news_, IsEmpty());
}

class ReindexTest : public CommandsFixture {
 protected:
  // An index of a.txt, and a pipeline at work.
  void start_pipeline() {
    index({{"a.txt", "A"}});
    start();
    auto library =
        store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
    ASSERT_TRUE(library.ok());
    ASSERT_TRUE(pipeline_->start(*std::move(library)).ok());
  }
  void TearDown() override {
    if (!pipeline_) return;
    EXPECT_TRUE(pipeline_->stop().ok());
  }
};

TEST_F(ReindexTest, is_answered_once_the_folders_have_been_looked_through) {
  start_pipeline();
  const Json result = answer("reindex")["result"];
  EXPECT_EQ(result["files"], 1);
  EXPECT_EQ(result["failed"], 0);
}

TEST_F(ReindexTest, without_waiting_it_has_only_started) {
  start_pipeline();
  EXPECT_EQ(answer("reindex", {{"wait", false}})["result"], Json::parse(R"({"started":true})"));
}

TEST_F(ReindexTest, takes_files_and_folders_that_are_in_a_drop_folder_or_are_one) {
  const auto start_on = [&](const std::string& path) {
    const Json paths = {path};
    return answer("reindex", {{"paths", paths}, {"wait", false}});
  };
  start_pipeline();
  for (const char* path : {"drop", "drop/", "drop/a.txt", "drop/sub/folder", "drop/sub/../a.txt"}) {
    EXPECT_EQ(start_on(folder_.at(path))["result"]["started"], true) << path;
    EXPECT_EQ(start_on("file://" + folder_.at(path))["result"]["started"], true) << path;
  }
  for (const char* path : {"", "dropped", "drop/..", "drop/../index"}) {
    const Json refused = start_on(folder_.at(path));
    EXPECT_EQ(refused["error"]["code"], -32002) << path;
    EXPECT_THAT(refused["error"]["data"]["hint"], HasSubstr(folder_.at("drop")));
  }
}

TEST_F(ReindexTest, what_cannot_be_a_path_is_refused) {
  const std::string hidden_end = folder_.at("drop/..") + '\0' + "a";
  for (const std::string& path : {std::string("file://elsewhere/%ZZ"), hidden_end}) {
    const Json paths = {path};
    EXPECT_EQ(error_of(answer("reindex", {{"paths", paths}})), -32602) << path;
  }
}

}  // namespace
}  // namespace quire::commands
