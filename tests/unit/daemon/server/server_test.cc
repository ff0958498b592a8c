#include "daemon/server/server.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>

#include "daemon/alerts/alerts.h"
#include "daemon/commands/search_pool.h"
#include "daemon/delivery/durable_alerts.h"
#include "daemon/ingest/pipeline.h"
#include "daemon/remotes/remotes.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/run_until.h"
#include "tests/support/temporary_folder.h"

namespace quire::server {
namespace {

using std::chrono::milliseconds;
using Json = nlohmann::json;

// A blocking client; the loop runs while it waits.
class Client {
 public:
  explicit Client(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    EXPECT_EQ(::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  void send(std::string_view bytes) const {
    EXPECT_EQ(::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  void close_sending_half() const { ::shutdown(fd_.get(), SHUT_WR); }
  // Takes what is there, without waiting.
  void poll() {
    std::array<char, 4096> buffer{};
    while (!at_end) {
      const ssize_t got = ::recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got < 0) return;
      at_end = got == 0;
      received.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  [[nodiscard]] std::vector<Json> answers() const {
    std::vector<Json> list;
    std::size_t begin = 0;
    for (std::size_t end = received.find('\n'); end != std::string::npos;
         begin = end + 1, end = received.find('\n', begin)) {
      list.push_back(Json::parse(received.substr(begin, end - begin)));
    }
    return list;
  }

  std::string received;
  bool at_end = false;

 private:
  UniqueFd fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    std::signal(SIGPIPE, SIG_IGN);
    folder_.make_folder("drop");
    options_.access.own_user = ::geteuid();
    ingest::PipelineOptions pipeline;
    pipeline.drops.push_back({"wire", folder_.at("drop"), watch::IgnoreRules(), {}});
    pipeline_ = std::make_unique<ingest::Pipeline>(
        ingest::Pipeline::Surroundings{loop_, inbox_, files_, clock_, *log_}, pipeline);
    commands::SearchPoolOptions searching;
    searching.threads = 1;
    searching.queue = 8;
    searching.index = folder_.at("index");
    searchers_ = *commands::SearchPool::create(inbox_, files_, std::move(searching));
    alerts::MatcherOptions matching;
    matching.index = folder_.at("index");
    matching.live = std::make_shared<store::LiveView>();
    alerts_ = *alerts::Alerts::create(inbox_, files_, std::move(matching));
    durable_ = *delivery::DurableAlerts::create({loop_, inbox_, files_, clock_, *log_, *alerts_},
                                                folder_.at("alerts"), {});
    context_ = std::make_unique<commands::Context>(commands::Context{
        *pipeline_,
        *searchers_,
        *alerts_,
        remotes_,
        *durable_,
        clock_,
        commands::DaemonFacts{"1", "", clock_.now(), [this] { return server_->connections(); }},
        {},
        [this] { shut_down_asked_ = true; }});
  }
  void start() {
    server_ = std::make_unique<Server>(loop_, options_, *context_, *log_);
    auto socket = loop::bind_unix_socket(path_);
    ASSERT_TRUE(socket.ok());
    ASSERT_TRUE(server_->listen(*std::move(socket)).ok());
  }
  bool run_until(const std::function<bool()>& condition) {
    return test::run_until(loop_, condition);
  }
  bool run_until_answers(Client& client, std::size_t count) {
    return run_until([&] {
      client.poll();
      return client.answers().size() >= count;
    });
  }
  bool run_until_end(Client& client) {
    return run_until([&] {
      client.poll();
      return client.at_end;
    });
  }
  static std::string request(int id, const std::string& method,
                             const Json& params = Json::object()) {
    return Json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}.dump() +
           "\n";
  }
  // Sends a search that is not answered before let_go_ is set; returns when it has been read.
  void send_held_search(Client& client, int id) {
    commands::Call held;
    held.respond = [](const std::string&) {};
    searchers_->run(std::move(held), [this](commands::Engine&) {
      let_go_.get_future().wait();
      return Result<protocol::SyncResponse>(Error{ErrorCode::kCancelled, "", {}});
    });
    client.send(request(id, "search", {{"query", "a"}}) + request(99, "status"));
    ASSERT_TRUE(run_until_answers(client, 1));
    ASSERT_EQ(client.answers()[0]["id"], 99);
  }

  test::TemporaryFolder folder_;
  const std::string path_ = folder_.at("socket");
  test::FaultyFileSystem files_;
  SystemClock clock_;
  std::unique_ptr<log::Logger> log_ = log::Logger::silent();
  loop::Loop loop_;
  loop::Inbox inbox_{loop_};
  std::unique_ptr<ingest::Pipeline> pipeline_;
  std::unique_ptr<commands::SearchPool> searchers_;
  std::unique_ptr<alerts::Alerts> alerts_;
  remotes::Remotes remotes_{loop_, clock_, {}};
  std::unique_ptr<delivery::DurableAlerts> durable_;
  std::unique_ptr<commands::Context> context_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  bool shut_down_asked_ = false;
  std::promise<void> let_go_;
};

TEST_F(ServerTest, a_request_is_answered) {
  start();
  Client client(path_);
  client.send(request(5, "status"));
  ASSERT_TRUE(run_until_answers(client, 1));
  const Json answer = client.answers()[0];
  EXPECT_EQ(answer["id"], 5);
  EXPECT_EQ(answer["result"]["connections"], 1);
}

TEST_F(ServerTest, requests_of_one_write_are_all_answered) {
  start();
  Client client(path_);
  client.send(request(1, "status") + request(2, "nothing") + request(3, "status"));
  ASSERT_TRUE(run_until_answers(client, 3));
  EXPECT_EQ(client.answers()[0]["id"], 1);
  EXPECT_EQ(client.answers()[1]["error"]["code"], -32601);
  EXPECT_EQ(client.answers()[2]["id"], 3);
}

TEST_F(ServerTest, a_batch_is_answered_together) {
  start();
  Client client(path_);
  client.send(R"([{"jsonrpc":"2.0","id":1,"method":"status"},{"jsonrpc":"2.0","method":"status"},)"
              R"({"jsonrpc":"2.0","id":2,"method":"nothing"}])"
              "\n");
  ASSERT_TRUE(run_until_answers(client, 1));
  const Json answer = client.answers()[0];
  ASSERT_TRUE(answer.is_array());
  EXPECT_EQ(answer.size(), 2U);
}

TEST_F(ServerTest, who_closes_the_sending_half_still_gets_all_answers_and_then_the_end) {
  start();
  Client client(path_);
  client.send(request(1, "status") + request(2, "search", {{"query", "a"}}));
  client.close_sending_half();
  ASSERT_TRUE(run_until_end(client));
  EXPECT_EQ(client.answers().size(), 2U);
  EXPECT_TRUE(run_until([&] { return server_->connections() == 0; }));
}

TEST_F(ServerTest, a_peer_that_is_not_allowed_is_told_so_and_then_the_connection_ends) {
  options_.access.own_user = ::geteuid() + 1;
  start();
  Client client(path_);
  ASSERT_TRUE(run_until_end(client));
  ASSERT_EQ(client.answers().size(), 1U);
  EXPECT_EQ(client.answers()[0]["error"]["code"], -32004);
  EXPECT_TRUE(client.answers()[0]["id"].is_null());
  EXPECT_TRUE(run_until([&] { return server_->connections() == 0; }));
}

TEST_F(ServerTest, a_peer_that_is_not_allowed_gets_nothing_done) {
  options_.access.own_user = ::geteuid() + 1;
  start();
  Client client(path_);
  client.send(request(1, "shutdown"));
  ASSERT_TRUE(run_until_end(client));
  EXPECT_EQ(client.answers().size(), 1U);
  EXPECT_FALSE(shut_down_asked_);
}

TEST_F(ServerTest, a_connection_over_the_limit_is_told_so) {
  options_.connections = 1;
  start();
  Client first(path_);
  ASSERT_TRUE(run_until([&] { return server_->connections() == 1; }));
  Client second(path_);
  ASSERT_TRUE(run_until_end(second));
  ASSERT_EQ(second.answers().size(), 1U);
  EXPECT_EQ(second.answers()[0]["error"]["code"], -32004);
  first.send(request(1, "status"));
  EXPECT_TRUE(run_until_answers(first, 1));
}

TEST_F(ServerTest, a_connection_that_ends_makes_room_for_another) {
  options_.connections = 1;
  start();
  {
    Client first(path_);
    ASSERT_TRUE(run_until([&] { return server_->connections() == 1; }));
  }
  ASSERT_TRUE(run_until([&] { return server_->connections() == 0; }));
  Client second(path_);
  second.send(request(1, "status"));
  ASSERT_TRUE(run_until_answers(second, 1));
  EXPECT_TRUE(second.answers()[0].contains("result"));
}

TEST_F(ServerTest, other_options_hold_from_the_next_connection_on) {
  start();
  Client first(path_);
  ASSERT_TRUE(run_until([&] { return server_->connections() == 1; }));
  options_.access.own_user = ::geteuid() + 1;
  server_->set_options(options_);
  first.send(request(1, "status"));
  EXPECT_TRUE(run_until_answers(first, 1));
  Client second(path_);
  EXPECT_TRUE(run_until_end(second));
}

TEST_F(ServerTest, answers_go_out_as_they_come) {
  start();
  Client client(path_);
  send_held_search(client, 1);
  let_go_.set_value();
  ASSERT_TRUE(run_until_answers(client, 2));
  EXPECT_EQ(client.answers()[1]["id"], 1);
}

TEST_F(ServerTest, more_open_requests_than_allowed_are_refused) {
  options_.session.outstanding = 2;
  start();
  Client client(path_);
  send_held_search(client, 1);
  client.send(request(2, "search", {{"query", "a"}}) + request(3, "search", {{"query", "a"}}));
  ASSERT_TRUE(run_until_answers(client, 2));
  EXPECT_EQ(client.answers()[1]["id"], 3);
  EXPECT_EQ(client.answers()[1]["error"]["code"], -32004);
  let_go_.set_value();
  ASSERT_TRUE(run_until_answers(client, 4));
}

TEST_F(ServerTest, a_request_that_is_taken_back_is_answered_as_cancelled) {
  start();
  Client client(path_);
  send_held_search(client, 1);
  client.send(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}})"
              "\n" +
              request(2, "status"));
  ASSERT_TRUE(run_until_answers(client, 2));
  let_go_.set_value();
  ASSERT_TRUE(run_until_answers(client, 3));
  EXPECT_EQ(client.answers()[2]["id"], 1);
  EXPECT_EQ(client.answers()[2]["error"]["message"], "the request was cancelled");
}

TEST_F(ServerTest, a_reindex_that_is_taken_back_is_answered_before_its_end) {
  start();
  Client client(path_);
  client.send(request(1, "reindex") +
              R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}})"
              "\n");
  ASSERT_TRUE(run_until_answers(client, 1));
  EXPECT_EQ(client.answers()[0]["id"], 1);
  EXPECT_EQ(client.answers()[0]["error"]["code"], -32800);
}

TEST_F(ServerTest, a_request_that_is_too_long_is_refused) {
  options_.session.request_bytes = 1000;
  start();
  Client client(path_);
  client.send(request(1, "search", {{"query", std::string(1000, 'a')}}));
  ASSERT_TRUE(run_until_answers(client, 1));
  EXPECT_TRUE(client.answers()[0].contains("error"));
}

TEST_F(ServerTest, a_client_that_does_not_read_is_dropped) {
  options_.session.backlog_bytes = 64 * 1024;
  options_.session.stall = milliseconds(20);
  start();
  Client client(path_);
  std::string requests;
  for (int id = 0; id < 2000; ++id) requests += request(id, "status");
  // More answers than the socket and the backlog hold together.
  client.send(requests);
  EXPECT_TRUE(run_until([&] { return server_->connections() == 0; }));
}

TEST_F(ServerTest, the_searches_of_a_client_that_goes_away_are_not_begun) {
  start();
  {
    Client client(path_);
    send_held_search(client, 1);
  }
  ASSERT_TRUE(run_until([&] { return server_->connections() == 0; }));
  // A search that is begun looks for the index, which is not there, and only the first to look is
  // told so.
  files_.fail(test::FileCall::kStatus, "XAPIANDB", EIO, 2);
  let_go_.set_value();
  Client next(path_);
  next.send(request(2, "search", {{"query", "a"}}));
  ASSERT_TRUE(run_until_answers(next, 1));
  const auto message = next.answers()[0]["error"]["message"].get<std::string>();
  EXPECT_NE(message.find(std::strerror(ENOENT)), std::string::npos) << message;
}

TEST_F(ServerTest, a_flood_of_requests_leaves_others_their_turns) {
  start();
  Client flood(path_);
  Client other(path_);
  ASSERT_TRUE(run_until([&] { return server_->connections() == 2; }));
  std::string requests;
  for (int id = 0; id < 2000; ++id) requests += request(id, "x");
  flood.send(requests + request(2000, "shutdown"));
  other.send(request(1, "x"));
  ASSERT_TRUE(run_until_answers(other, 1));
  EXPECT_FALSE(shut_down_asked_) << "the other one had to wait for all of the flood";
  EXPECT_TRUE(run_until_answers(flood, 2001));
  EXPECT_TRUE(shut_down_asked_);
}

TEST_F(ServerTest, requests_without_an_answer_may_not_be_longer_together_than_one_may_be) {
  options_.session.request_bytes = 1000;
  start();
  Client client(path_);
  send_held_search(client, 1);
  const std::string query(600, 'a');
  client.send(request(2, "search", {{"query", query}}) + request(3, "search", {{"query", query}}));
  ASSERT_TRUE(run_until_answers(client, 2));
  EXPECT_EQ(client.answers()[1]["id"], 3);
  EXPECT_EQ(client.answers()[1]["error"]["code"], -32004);
  let_go_.set_value();
  ASSERT_TRUE(run_until_answers(client, 4));
  client.send(request(4, "search", {{"query", query}}));
  ASSERT_TRUE(run_until_answers(client, 5));
  EXPECT_NE(client.answers()[4]["error"]["code"], -32004);
}

TEST_F(ServerTest, of_a_batch_whose_answers_are_too_long_the_last_ones_are_refused) {
  options_.session.backlog_bytes = 2000;
  start();
  Client client(path_);
  std::string batch = "[";
  for (int id = 1; id <= 6; ++id) {
    batch +=
        (id > 1 ? "," : "") + Json{{"jsonrpc", "2.0"}, {"id", id}, {"method", "status"}}.dump();
  }
  client.send(batch + "]\n");
  ASSERT_TRUE(run_until_answers(client, 1));
  const Json answers = client.answers()[0];
  ASSERT_EQ(answers.size(), 6U);
  EXPECT_TRUE(answers[0].contains("result"));
  EXPECT_EQ(answers[5]["error"]["code"], -32004);
  EXPECT_EQ(answers[5]["id"], 6);
  // The next has room again.
  client.send(R"([{"jsonrpc":"2.0","id":7,"method":"status"}])"
              "\n");
  ASSERT_TRUE(run_until_answers(client, 2));
  EXPECT_TRUE(client.answers()[1][0].contains("result"));
}

TEST_F(ServerTest, when_clients_hold_too_much_the_one_that_holds_most_is_told_and_dropped) {
  options_.clients_bytes = 256 * 1024;
  start();
  const std::string half(100 * 1024, 'a');
  Client most(path_);
  Client small(path_);
  Client last(path_);
  ASSERT_TRUE(run_until([&] { return server_->connections() == 3; }));
  most.send("{" + half);
  ASSERT_TRUE(run_until([&] { return server_->held_bytes() > 100 * 1024; }));
  most.send(half);
  ASSERT_TRUE(run_until([&] { return server_->held_bytes() > 200 * 1024; }));
  small.send(std::string_view(request(1, "status")).substr(0, 10));
  last.send("{" + half);
  ASSERT_TRUE(run_until_end(most));
  ASSERT_EQ(most.answers().size(), 1U);
  EXPECT_EQ(most.answers()[0]["error"]["code"], -32004);
  // The others go on where they were.
  small.send(std::string_view(request(1, "status")).substr(10));
  ASSERT_TRUE(run_until_answers(small, 1));
  EXPECT_TRUE(small.answers()[0].contains("result"));
  last.send("\n" + request(2, "status"));
  ASSERT_TRUE(run_until_answers(last, 2));
}

TEST_F(ServerTest, an_answer_alone_may_be_longer_than_all_that_clients_may_hold) {
  options_.clients_bytes = 10;
  start();
  Client client(path_);
  client.send(request(1, "status"));
  ASSERT_TRUE(run_until_answers(client, 1));
  EXPECT_TRUE(client.answers()[0].contains("result"));
}

TEST_F(ServerTest, without_connections_a_shut_down_is_finished_at_once) {
  start();
  bool finished = false;
  server_->shut_down(std::chrono::hours(1), [&] { finished = true; });
  EXPECT_TRUE(finished);
}

TEST_F(ServerTest, a_shut_down_waits_for_open_answers) {
  start();
  Client client(path_);
  send_held_search(client, 1);
  bool finished = false;
  server_->shut_down(std::chrono::hours(1), [&] { finished = true; });
  EXPECT_FALSE(finished);
  let_go_.set_value();
  ASSERT_TRUE(run_until([&] { return finished; }));
  client.poll();
  ASSERT_EQ(client.answers().size(), 2U);
  EXPECT_EQ(client.answers()[1]["id"], 1);
}

TEST_F(ServerTest, a_shut_down_waits_no_longer_than_its_patience) {
  start();
  Client client(path_);
  send_held_search(client, 1);
  bool finished = false;
  server_->shut_down(milliseconds(1), [&] { finished = true; });
  EXPECT_TRUE(run_until([&] { return finished; }));
  let_go_.set_value();
}

TEST_F(ServerTest, after_a_shut_down_no_request_is_taken) {
  start();
  Client client(path_);
  send_held_search(client, 1);
  bool finished = false;
  server_->shut_down(std::chrono::hours(1), [&] { finished = true; });
  client.send(request(2, "shutdown"));
  let_go_.set_value();
  ASSERT_TRUE(run_until([&] { return finished; }));
  EXPECT_FALSE(shut_down_asked_);
}

TEST_F(ServerTest, the_end_of_the_server_ends_its_connections) {
  start();
  Client client(path_);
  ASSERT_TRUE(run_until([&] { return server_->connections() == 1; }));
  server_.reset();
  EXPECT_TRUE(run_until_end(client));
}

}  // namespace
}  // namespace quire::server
