// The three framings, each as its clients speak it.

#include <gtest/gtest.h>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

class Framings : public testing::Test {
 protected:
  void SetUp() override {
    daemon_.files().write("drop/a.txt", "Title\n\nabout walruses\n");
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    JsonClient(daemon_.socket()).result("sync");
  }
  DaemonProcess daemon_;
};

const std::string kSearch =
    R"({"jsonrpc":"2.0","id":7,"method":"search","params":{"query":"walruses"}})";

Json read_with_header(JsonClient& client) {
  const std::string header = client.read_line();
  EXPECT_EQ(header.substr(0, 16), "Content-Length: ");
  EXPECT_EQ(client.read_line(), "\r");
  return Json::parse(client.read_bytes(std::stoul(header.substr(16))));
}

TEST_F(Framings, one_object_a_line) {
  JsonClient client(daemon_.socket());
  client.send("\n" + kSearch + "\r\n" + kSearch + "\n");
  EXPECT_EQ(client.read_json()["result"]["total"]["value"], 1);
  EXPECT_EQ(client.read_json()["id"], 7);
}

TEST_F(Framings, a_request_may_come_byte_by_byte) {
  JsonClient client(daemon_.socket());
  for (const char c : kSearch + "\n") client.send(std::string(1, c));
  EXPECT_EQ(client.read_json()["id"], 7);
}

TEST_F(Framings, a_client_that_closes_its_sending_half_still_gets_its_answers) {
  JsonClient client(daemon_.socket());
  client.send(kSearch + "\n");
  client.close_sending_half();
  EXPECT_EQ(client.read_json()["id"], 7);
  EXPECT_TRUE(client.at_end());
}

TEST_F(Framings, content_length_headers) {
  JsonClient client(daemon_.socket());
  const std::string length = std::to_string(kSearch.size());
  client.send("Content-Length: " + length + "\r\n\r\n" + kSearch);
  EXPECT_EQ(read_with_header(client)["id"], 7);
  client.send("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: " +
              length + "\r\n\r\n" + kSearch);
  EXPECT_EQ(read_with_header(client)["result"]["total"]["value"], 1);
}

TEST_F(Framings, a_broken_header_is_answered_and_ends_the_connection) {
  JsonClient client(daemon_.socket());
  client.send("Content-Size: 12\r\n\r\n{}");
  EXPECT_EQ(read_with_header(client)["error"]["code"], -32700);
  EXPECT_TRUE(client.at_end());
}

TEST_F(Framings, vims_json_channel) {
  JsonClient client(daemon_.socket());
  client.send(R"([3,{"method":"search","params":{"query":"walruses"}}])"
              "\n");
  const Json answer = client.read_json();
  EXPECT_EQ(answer[0], 3);
  EXPECT_EQ(answer[1]["result"]["total"]["value"], 1);
  // Without a newline as well.
  client.send(R"([4,{"method":"nonsense"}])");
  EXPECT_EQ(client.read_json()[1]["error"]["code"], -32601);
}

TEST_F(Framings, a_batch_is_answered_as_one_array_and_notifications_are_not) {
  JsonClient client(daemon_.socket());
  client.send(R"([{"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"walruses"}},)"
              R"({"jsonrpc":"2.0","method":"status"},)"
              R"({"jsonrpc":"2.0","id":"two","method":"status"},17])"
              "\n");
  const Json answers = client.read_json();
  ASSERT_EQ(answers.size(), 3U);
  std::set<std::string> ids;
  for (const Json& answer : answers) ids.insert(answer["id"].dump());
  EXPECT_EQ(ids, (std::set<std::string>{"1", "\"two\"", "null"}));
}

TEST_F(Framings, a_lone_notification_gets_no_answer) {
  JsonClient client(daemon_.socket());
  client.send(R"({"jsonrpc":"2.0","method":"search","params":{"query":"walruses"}})"
              "\n");
  client.send(kSearch + "\n");
  EXPECT_EQ(client.read_json()["id"], 7);
}

TEST_F(Framings, a_slow_answer_does_not_hold_up_a_quick_one) {
  JsonClient client(daemon_.socket());
  client.send(R"({"jsonrpc":"2.0","id":"slow","method":"sync"})"
              "\n"
              R"({"jsonrpc":"2.0","id":"quick","method":"status"})"
              "\n");
  EXPECT_EQ(client.read_json()["id"], "quick");
  EXPECT_EQ(client.read_json()["id"], "slow");
}

}  // namespace
}  // namespace quire::test
