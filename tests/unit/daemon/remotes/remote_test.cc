#include "daemon/remotes/remote.h"

#include <gmock/gmock.h>

#include <csignal>

#include "daemon/loop/pipe_listener.h"
#include "daemon/remotes/remotes.h"
#include "index/base/format.h"
#include "tests/support/run_until.h"
#include "tests/support/temporary_folder.h"

namespace quire::remotes {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

// The other daemon: takes connections, and keeps the lines that it is sent.
class RemoteTest : public testing::Test {
 protected:
  RemoteTest() { std::signal(SIGPIPE, SIG_IGN); }

  void listen() {
    auto socket = loop::bind_unix_socket(path_);
    ASSERT_TRUE(socket.ok());
    auto listener = loop::PipeListener::listen(
        loop_, *std::move(socket), 8, [this](std::unique_ptr<loop::PipeStream> stream) {
          ++connections_;
          stream_ = std::move(stream);
          stream_->set_callbacks(
              {[this](std::string_view bytes) { take(bytes); }, [](const auto&) {}, {}});
          stream_->resume_reading();
        });
    ASSERT_TRUE(listener.ok());
    listener_ = *std::move(listener);
  }
  void take(std::string_view bytes) {
    received_ += bytes;
    for (std::size_t end = 0; (end = received_.find('\n')) != std::string::npos;) {
      lines_.push_back(received_.substr(0, end));
      received_.erase(0, end + 1);
      if (reply_) reply_(lines_.back());
    }
  }
  void answer(Remote::RequestId id, const std::string& result = "{}") {
    stream_->write(format("{{\"jsonrpc\":\"2.0\",\"id\":{},\"result\":{}}}\n", id, result));
  }
  void answer_at_once() {
    reply_ = [this](const std::string& line) { answer(std::stoull(line.substr(1))); };
  }

  // "#7" for the request with the id 7.
  Remote::RequestId ask(milliseconds timeout = milliseconds(5000)) {
    return remote_.ask([](Remote::RequestId id) { return format("#{}", id); }, timeout,
                       [this](Result<std::string> response) {
                         answers_.push_back(response ? *response : response.error().message);
                       });
  }
  bool run_until(const std::function<bool()>& condition) {
    return test::run_until(loop_, condition);
  }
  bool run_until_answers(std::size_t count) {
    return run_until([&] { return answers_.size() == count; });
  }

  test::TemporaryFolder folder_;
  const std::string path_ = folder_.at("socket");
  SystemClock clock_;
  loop::Loop loop_;
  std::unique_ptr<loop::PipeListener> listener_;
  std::unique_ptr<loop::PipeStream> stream_;
  std::function<void(const std::string&)> reply_;
  std::string received_;
  std::vector<std::string> lines_;
  std::vector<std::string> answers_;
  int connections_ = 0;
  Remote remote_{loop_, clock_, {"archive", path_, {}, milliseconds(2000)}};
};

TEST_F(RemoteTest, answers_come_to_those_who_asked_in_whatever_order) {
  listen();
  const auto first = ask();
  const auto second = ask();
  ASSERT_TRUE(run_until([&] { return lines_.size() == 2; }));
  EXPECT_THAT(lines_, ElementsAre(format("#{}", first), format("#{}", second)));
  answer(second, "\"b\"");
  answer(first, "\"a\"");
  ASSERT_TRUE(run_until_answers(2));
  EXPECT_THAT(answers_, ElementsAre(HasSubstr("\"b\""), HasSubstr("\"a\"")));
  EXPECT_EQ(connections_, 1);
  EXPECT_TRUE(remote_.status().connected);
  EXPECT_EQ(remote_.status().failed, 0U);
}

TEST_F(RemoteTest, when_nobody_listens_that_is_said_at_once) {
  ask();
  EXPECT_THAT(answers_, ElementsAre(HasSubstr("connect to")));
  EXPECT_EQ(remote_.status().failed, 1U);
  EXPECT_THAT(remote_.status().error, HasSubstr("connect to"));
}

TEST_F(RemoteTest, after_a_failure_it_is_tried_again_after_a_pause) {
  ask();
  listen();
  answer_at_once();
  ask();
  EXPECT_EQ(answers_.size(), 2U) << "a search does not wait for a connection each time";
  ASSERT_TRUE(run_until([&] {
    ask();
    return remote_.status().connected;
  }));
  ASSERT_TRUE(run_until([&] { return answers_.size() == remote_.status().asked; }));
  EXPECT_THAT(answers_.back(), HasSubstr("result"));
  EXPECT_EQ(remote_.status().error, "");
}

TEST_F(RemoteTest, who_takes_too_long_is_not_waited_for) {
  listen();
  ask(milliseconds(20));
  ASSERT_TRUE(run_until_answers(1));
  EXPECT_THAT(answers_, ElementsAre(HasSubstr("in time")));
  // A late answer is nobody's.
  answer(1);
  answer_at_once();
  ask();
  ASSERT_TRUE(run_until_answers(2));
  EXPECT_THAT(answers_.back(), HasSubstr("\"id\":2"));
  EXPECT_EQ(connections_, 1);
}

TEST_F(RemoteTest, a_connection_that_stays_silent_is_given_up) {
  listen();
  for (int i = 0; i < 3; ++i) ask(milliseconds(10));
  ASSERT_TRUE(run_until_answers(3));
  EXPECT_FALSE(remote_.status().connected);
}

TEST_F(RemoteTest, who_hangs_up_fails_all_that_wait) {
  listen();
  ask();
  ask();
  ASSERT_TRUE(run_until([&] { return lines_.size() == 2; }));
  stream_.reset();
  ASSERT_TRUE(run_until_answers(2));
  EXPECT_FALSE(remote_.status().connected);
  EXPECT_EQ(remote_.status().failed, 2U);
}

TEST_F(RemoteTest, what_is_taken_back_is_cancelled_there) {
  listen();
  const auto id = ask();
  remote_.take_back(id);
  EXPECT_THAT(answers_, ElementsAre(HasSubstr("cancelled")));
  ASSERT_TRUE(run_until([&] { return lines_.size() == 2; }));
  EXPECT_THAT(lines_.back(), HasSubstr("$/cancelRequest"));
  EXPECT_THAT(lines_.back(), HasSubstr(format("\"id\":{}", id)));
}

TEST_F(RemoteTest, a_program_may_stand_between) {
  // It says each line again, as an answer.
  const std::string script =
      R"(while IFS='#' read -r _ id; do echo "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":1}"; done)";
  Remote talking(loop_, clock_, {"program", {}, {"sh", "-c", script}, milliseconds(5000)});
  talking.ask([](Remote::RequestId id) { return format("#{}", id); }, milliseconds(5000),
              [this](Result<std::string> response) {
                answers_.push_back(response ? *response : response.error().message);
              });
  ASSERT_TRUE(run_until_answers(1));
  EXPECT_THAT(answers_, ElementsAre(HasSubstr("\"result\":1")));
}

TEST_F(RemoteTest, a_program_that_is_not_there_or_ends_is_said) {
  Remote none(loop_, clock_, {"none", {}, {"/nowhere/program"}, milliseconds(5000)});
  Remote ends(loop_, clock_, {"ends", {}, {"true"}, milliseconds(5000)});
  for (Remote* remote : {&none, &ends}) {
    remote->ask([](Remote::RequestId) { return std::string("#"); }, milliseconds(5000),
                [this](Result<std::string> response) {
                  answers_.push_back(response ? *response : response.error().message);
                });
  }
  ASSERT_TRUE(run_until_answers(2));
  EXPECT_THAT(answers_.front(), HasSubstr("start /nowhere/program"));
  EXPECT_FALSE(ends.status().connected);
}

TEST(IdOfResponse, only_whole_responses_have_one) {
  EXPECT_EQ(id_of_response(R"({"jsonrpc":"2.0","id":17,"result":{}})"), 17U);
  for (const char* text : {"", "{}", R"({"jsonrpc":"2.0","id":)", R"({"jsonrpc":"2.0","id":17)",
                           R"({"jsonrpc":"2.0","id":null,"error":{}})",
                           R"({"jsonrpc":"2.0","method":"match","params":{}})"}) {
    EXPECT_EQ(id_of_response(text), 0U) << text;
  }
}

TEST(RemoteIds, what_is_put_together_comes_apart_again) {
  EXPECT_EQ(split_id(id_at("archive", "1a0f44dc8ea25c47")),
            (std::pair<std::string, std::string>("archive", "1a0f44dc8ea25c47")));
  EXPECT_FALSE(split_id("1a0f44dc8ea25c47"));
}

}  // namespace
}  // namespace quire::remotes
