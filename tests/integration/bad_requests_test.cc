// What is wrong with a request is said, with what to do; the connection, and everybody else's, goes
// on.

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

class BadRequests : public testing::Test {
 protected:
  void SetUp() override {
    daemon_.files().write("drop/a.txt", "Title\n\nabout walruses\n");
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
    client_->result("sync");
  }
  Json error_of(const std::string& line) {
    client_->send(line + "\n");
    return client_->read_json()["error"];
  }
  Json error_of(const std::string& method, const Json& params) {
    return client_->call(method, params)["error"];
  }
  void expect_still_working() {
    EXPECT_EQ(client_->result("search", {{"query", "walruses"}})["total"]["value"], 1);
  }

  DaemonProcess daemon_{{.drops = {},
                         .settings = "[limits]\nconnections = 3\noutstanding = 4\nresults = 50\n"
                                     "client_backlog_bytes = 262144\nclient_stall_s = 1\n"}};
  std::unique_ptr<JsonClient> client_;
};

TEST_F(BadRequests, invalid_json) {
  EXPECT_EQ(error_of("{\"jsonrpc\": oops}")["code"], -32700);
  EXPECT_EQ(error_of("hello")["code"], -32700);
  EXPECT_EQ(error_of("{\"a\": \"\xFF\"}")["code"], -32700);
  expect_still_working();
}

TEST_F(BadRequests, no_request_at_all) {
  EXPECT_EQ(error_of("[]")["code"], -32600);
  EXPECT_EQ(error_of("17")["code"], -32600);
  EXPECT_EQ(error_of(R"({"id":1,"method":"status"})")["code"], -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":[1],"method":"status"})")["code"], -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":5})")["code"], -32600);
  EXPECT_EQ(error_of(R"({"jsonrpc":"2.0","id":1,"method":"status","params":5})")["code"], -32600);
  expect_still_working();
}

TEST_F(BadRequests, two_mebibytes) {
  const Json error = error_of(R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":")" +
                              std::string(2U << 20, 'x') + "\"}}");
  EXPECT_EQ(error["code"], -32004);
  EXPECT_NE(error["data"]["hint"].get<std::string>().find("limits.request_bytes"),
            std::string::npos);
  expect_still_working();
}

TEST_F(BadRequests, nesting_without_end) {
  EXPECT_EQ(error_of(std::string(100'000, '['))["code"], -32700);
  expect_still_working();
}

TEST_F(BadRequests, an_unknown_method_is_answered_with_those_there_are) {
  const Json error = error_of("serach", Json::object());
  EXPECT_EQ(error["code"], -32601);
  EXPECT_EQ(error["message"], "there is no method \"serach\"");
  EXPECT_NE(error["data"]["hint"].get<std::string>().find("search, complete, get"),
            std::string::npos);
}

TEST_F(BadRequests, wrong_types_name_the_parameter_and_what_it_must_be) {
  const Json cases = {
      {{{"query", 5}}, "parameter \"query\" of \"search\" must be a string"},
      {{{"query", "x"}, {"limit", -1}}, "parameter \"limit\" of \"search\" must be a whole number"},
      {{{"query", "x"}, {"limit", 1.5}},
       "parameter \"limit\" of \"search\" must be a whole number"},
      {{{"query", "x"}, {"sort", "best"}},
       "parameter \"sort\" of \"search\" must be one of relevance, newest, oldest"},
      {{{"query", "x"}, {"facets", {"colour"}}},
       "parameter \"facets\" of \"search\" must be an array of some of source"},
      {{{"query", "x"}, {"sync", "yes"}}, "parameter \"sync\" of \"search\" must be true or false"},
      {{{"query", "x"}, {"limt", 3}}, "\"search\" has no parameter \"limt\""},
      {Json::object(), "\"search\" needs the parameter \"query\""},
      {Json::array({"x"}), "params of \"search\" must be an object"},
  };
  for (const Json& one : cases) {
    const Json error = error_of("search", one[0]);
    EXPECT_EQ(error["code"], -32602) << one;
    EXPECT_EQ(error["message"].get<std::string>().rfind(one[1].get<std::string>(), 0), 0U) << error;
  }
  expect_still_working();
}

TEST_F(BadRequests, more_results_than_allowed) {
  const Json error = error_of("search", {{"query", "x"}, {"limit", 51}});
  EXPECT_EQ(error["code"], -32004);
  EXPECT_NE(error["data"]["hint"].get<std::string>().find("offset"), std::string::npos);
}

TEST_F(BadRequests, a_query_that_does_not_parse_is_an_error_with_a_place_and_a_hint) {
  const Json error = error_of("search", {{"query", "caf\xC3\xA9 (walrus"}});
  EXPECT_EQ(error["code"], -32001);
  EXPECT_EQ(error["data"]["position"], 5);
  EXPECT_NE(error["data"]["hint"].get<std::string>().find(")"), std::string::npos);
  expect_still_working();
}

TEST_F(BadRequests, no_such_article) {
  EXPECT_EQ(error_of("get", {{"id", "0123456789abcdef"}})["code"], -32002);
  EXPECT_EQ(error_of("get", {{"id", "nonsense"}})["code"], -32002);
  EXPECT_EQ(error_of("get", {{"path", "/etc/passwd"}})["code"], -32002);
  EXPECT_EQ(error_of("get", {{"path", daemon_.drop() + "/../../etc/passwd"}})["code"], -32002);
  EXPECT_EQ(error_of("get", Json::object())["code"], -32602);
}

TEST_F(BadRequests, more_requests_at_once_than_allowed_are_turned_away) {
  // `sync` takes a while, and they come in one piece, so that five are open together.
  std::string requests;
  for (int id = 1; id <= 5; ++id) {
    requests += R"({"jsonrpc":"2.0","id":)" + std::to_string(id) +
                R"(,"method":"sync"})"
                "\n";
  }
  client_->send(requests);
  const Json first = client_->read_json();
  EXPECT_EQ(first["id"], 5);
  EXPECT_EQ(first["error"]["code"], -32004);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(client_->read_json().contains("result"));
}

TEST_F(BadRequests, more_connections_than_allowed_are_turned_away) {
  JsonClient second(daemon_.socket());
  JsonClient third(daemon_.socket());
  JsonClient fourth(daemon_.socket());
  second.result("status");
  third.result("status");
  EXPECT_EQ(fourth.read_json()["error"]["code"], -32004);
  EXPECT_TRUE(fourth.at_end());
  expect_still_working();
}

TEST_F(BadRequests, a_cancelled_request_is_answered_as_cancelled) {
  // The search waits for `sync`, so the cancellation is there first.
  client_->send(R"({"jsonrpc":"2.0","id":9,"method":"search","params":{"query":"x","sync":true}})"
                "\n"
                R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":9}})"
                "\n");
  EXPECT_EQ(client_->read_json()["error"]["code"], -32800);
}

TEST_F(BadRequests, a_newer_search_of_the_same_session_cancels_the_older) {
  client_->send(
      R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"a","sync":true,"session":"s"}})"
      "\n"
      R"({"jsonrpc":"2.0","id":2,"method":"search","params":{"query":"walruses","session":"s"}})"
      "\n");
  std::map<int, Json> answers;
  for (int i = 0; i < 2; ++i) {
    const Json answer = client_->read_json();
    answers[answer["id"]] = answer;
  }
  EXPECT_EQ(answers[1]["error"]["code"], -32800);
  EXPECT_EQ(answers[2]["result"]["total"]["value"], 1);
}

TEST_F(BadRequests, a_client_that_does_not_read_is_paused_then_dropped_and_costs_no_memory) {
  for (int i = 0; i < 60; ++i) {
    daemon_.files().write("drop/" + std::to_string(i) + ".txt",
                          "Seal\n\n" + std::string(3000, 'w') + " seal.\n");
  }
  client_->result("sync");
  const std::size_t before = daemon_.resident_bytes();
  JsonClient deaf(daemon_.socket());
  const int small = 4096;
  ::setsockopt(deaf.fd(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  try {
    for (int i = 0; i < 20'000; ++i) {
      deaf.send(R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"seal","limit":50}})"
                "\n");
    }
    FAIL() << "it was never paused";
  } catch (const std::runtime_error&) {
    // Nobody takes its requests any more, or the connection is gone.
  }
  EXPECT_LT(daemon_.resident_bytes(), before + (64U << 20));
  EXPECT_TRUE(daemon_.wait_for_log("dropped a client")) << daemon_.log();
  expect_still_working();
}

}  // namespace
}  // namespace quire::test
