#include "client/connection/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/protocol/response.h"
#include "tests/unit/client/fake_daemon.h"

namespace quire::client {
namespace {

using std::chrono::milliseconds;
using test::FakeDaemon;
using Reply = FakeDaemon::Reply;
using testing::ElementsAre;
using testing::HasSubstr;

Connection connected(const FakeDaemon& daemon) {
  return *Connection::connect(daemon.path(), milliseconds(5000));
}

protocol::SearchResponse found(std::uint64_t total) {
  protocol::SearchResponse response;
  response.total = total;
  return response;
}

TEST(Connection, without_a_daemon_there_is_none) {
  const test::TemporaryFolder folder;
  const auto connection = Connection::connect(folder.at("none"), milliseconds(20));
  ASSERT_FALSE(connection.ok());
  EXPECT_EQ(connection.error().code, ErrorCode::kNotFound);
}

TEST(Connection, a_search_gives_the_answer_as_a_value_and_as_text) {
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_response("1", found(7))));
  Connection connection = connected(daemon);
  protocol::SearchRequest request;
  request.query = "border";
  const auto answer = connection.search(request);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->value.total, 7U);
  EXPECT_THAT(answer->json, testing::StartsWith(R"({"total":{"value":7,"exact":true})"));
  EXPECT_THAT(daemon.lines(), ElementsAre(AllOf(HasSubstr(R"("method":"search")"),
                                                HasSubstr(R"("query":"border")"))));
}

TEST(Connection, each_call_has_an_id_of_its_own) {
  FakeDaemon daemon(
      FakeDaemon::answers_in_turn({protocol::encode_response("1", protocol::SyncResponse{4}),
                                   protocol::encode_response("2", protocol::SyncResponse{5})}));
  Connection connection = connected(daemon);
  EXPECT_EQ(connection.sync({})->value.seq, 4U);
  EXPECT_EQ(connection.sync({})->value.seq, 5U);
  EXPECT_THAT(daemon.lines(), ElementsAre(HasSubstr(R"("id":1)"), HasSubstr(R"("id":2)")));
}

TEST(Connection, an_article_is_read) {
  protocol::GetResponse response;
  response.article.title = "T";
  response.text = "text";
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_response("1", response)));
  const auto answer = connected(daemon).get({.id = "0123456789abcdef", .path = "", .query = ""});
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->value.article.title, "T");
  EXPECT_EQ(answer->value.text, "text");
}

TEST(Connection, the_status_is_read) {
  protocol::StatusResponse response;
  response.pending = 3;
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_response("1", response)));
  EXPECT_EQ(connected(daemon).status({})->value.pending, 3U);
}

TEST(Connection, news_before_the_answer_of_a_reindex_are_passed_on) {
  const std::string text = protocol::encode_reindex_progress({"1", 3, 10}) + "\n" +
                           R"({"jsonrpc":"2.0","method":"other/news","params":{}})" + "\n" +
                           protocol::encode_reindex_progress({"1", 9, 12}) + "\n" +
                           protocol::encode_response("1", protocol::ReindexResponse{.files = 12});
  FakeDaemon daemon(FakeDaemon::answers(text));
  std::vector<std::pair<std::uint64_t, std::uint64_t>> heard;
  const auto answer =
      connected(daemon).reindex({}, std::nullopt, [&](const protocol::ReindexProgress& progress) {
        heard.emplace_back(progress.done, progress.total);
      });
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->value.files, 12U);
  EXPECT_THAT(heard, ElementsAre(std::pair(3, 10), std::pair(9, 12)));
}

TEST(Connection, who_does_not_care_for_news_gets_the_answer_alone) {
  FakeDaemon daemon(
      FakeDaemon::answers(protocol::encode_reindex_progress({"1", 3, 10}) + "\n" +
                          protocol::encode_response("1", protocol::ReindexResponse{.files = 12})));
  EXPECT_EQ(connected(daemon).reindex({}, std::nullopt, {})->value.files, 12U);
}

TEST(Connection, the_wait_for_a_reindex_may_have_an_end) {
  FakeDaemon daemon([](std::string_view) { return Reply{}; });
  const auto answer = connected(daemon).reindex({}, milliseconds(1), {});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, ErrorCode::kDeadlineExceeded);
}

TEST(Connection, after_a_shutdown_the_daemon_closes) {
  FakeDaemon daemon([](std::string_view) {
    return Reply{protocol::encode_response("1", protocol::ShutdownResponse{}) + "\n", true};
  });
  Connection connection = connected(daemon);
  ASSERT_TRUE(connection.shutdown().ok());
  EXPECT_TRUE(connection.wait_until_closed(milliseconds(20'000)));
  EXPECT_THAT(daemon.lines(), ElementsAre(HasSubstr(R"("method":"shutdown")")));
}

TEST(Connection, an_error_of_the_daemon_keeps_code_hint_and_position) {
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_error(
      "1", {protocol::code::kQueryDoesNotParse, "a word is missing", "add one", 6})));
  const auto answer = connected(daemon).search({});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error(), (Error{ErrorCode::kParse, "a word is missing", "add one", 6}));
}

TEST(Connection, an_error_without_an_id_is_ours) {
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_error(
      "null", {protocol::code::kTooBusyOrTooLarge, "too many connections", "", std::nullopt})));
  EXPECT_EQ(connected(daemon).search({}).error().code, ErrorCode::kBusy);
}

TEST(Connection, an_answer_to_something_else_is_passed_over) {
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_response("99", found(1)) + "\n" +
                                        protocol::encode_response("1", found(2))));
  EXPECT_EQ(connected(daemon).search({})->value.total, 2U);
}

TEST(Connection, an_answer_that_is_not_json_is_corrupt) {
  FakeDaemon daemon(FakeDaemon::answers("{what?"));
  const auto answer = connected(daemon).search({});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, ErrorCode::kCorrupt);
}

TEST(Connection, a_result_of_another_kind_is_corrupt) {
  FakeDaemon daemon(FakeDaemon::answers(protocol::encode_response("1", protocol::SyncResponse{4})));
  EXPECT_EQ(connected(daemon).search({}).error().code, ErrorCode::kCorrupt);
}

TEST(Connection, a_daemon_that_ends_before_it_answers_is_an_error) {
  FakeDaemon daemon([](std::string_view) { return Reply{{}, true}; });
  EXPECT_EQ(connected(daemon).status({}).error().code, ErrorCode::kIo);
}

TEST(Connection, an_answer_must_come_within_the_requests_deadline_and_the_slack) {
  FakeDaemon daemon([](std::string_view) { return Reply{}; });
  auto connection = Connection::connect(daemon.path(), milliseconds(5000), milliseconds(20));
  ASSERT_TRUE(connection.ok());
  protocol::SearchRequest request;
  request.deadline_ms = 10;
  const auto start = std::chrono::steady_clock::now();
  const auto answer = connection->search(request);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, ErrorCode::kDeadlineExceeded);
  EXPECT_EQ(answer.error().message, "the daemon did not answer in time");
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(30));
}

}  // namespace
}  // namespace quire::client
