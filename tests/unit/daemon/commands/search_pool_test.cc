#include "daemon/commands/search_pool.h"

#include <future>

#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

// A thread that searches is held until the test lets it go.
class SearchPoolTest : public CommandsFixture {
 protected:
  SearchPoolTest() {
    pool_.threads = 1;
    pool_.queue = 1;
  }
  // Occupies the one thread; returns when it has begun.
  void occupy() {
    searchers_->run(next_call(), [this](Engine&) {
      began_.set_value();
      let_go_.get_future().wait();
      return Result<protocol::SyncResponse>(protocol::SyncResponse{1});
    });
    began_.get_future().wait();
  }
  void run(Call call, std::uint64_t value) {
    searchers_->run(std::move(call), [value](Engine&) {
      return Result<protocol::SyncResponse>(protocol::SyncResponse{value});
    });
  }
  [[nodiscard]] Call next_call() {
    return call(R"({"jsonrpc":"2.0","id":1,"method":"sync"})", [this](Json answer) {
      answers_.push_back(std::move(answer));
      if (answers_.size() == expected_) loop_.stop();
    });
  }

  std::promise<void> began_;
  std::promise<void> let_go_;
  std::vector<Json> answers_;
  std::size_t expected_ = 0;
};

TEST_F(SearchPoolTest, what_the_work_returns_is_the_answer) {
  start();
  expected_ = 1;
  run(next_call(), 42);
  loop_.run();
  EXPECT_EQ(answers_[0]["result"]["seq"], 42);
}

TEST_F(SearchPoolTest, a_failed_work_is_answered_with_its_error) {
  start();
  expected_ = 1;
  searchers_->run(next_call(), [](Engine&) {
    return Result<protocol::SyncResponse>(Error{ErrorCode::kNotFound, "no such article", {}});
  });
  loop_.run();
  EXPECT_EQ(error_of(answers_[0]), -32002);
  EXPECT_EQ(answers_[0]["error"]["message"], "no such article");
}

TEST_F(SearchPoolTest, when_too_many_wait_the_next_is_told_at_once) {
  start();
  expected_ = 3;
  occupy();
  run(next_call(), 2);
  run(next_call(), 3);
  ASSERT_EQ(answers_.size(), 1U);
  EXPECT_EQ(error_of(answers_[0]), -32004);
  let_go_.set_value();
  loop_.run();
  EXPECT_EQ(answers_[2]["result"]["seq"], 2);
}

TEST_F(SearchPoolTest, what_was_cancelled_while_it_waited_is_not_begun) {
  start();
  expected_ = 2;
  occupy();
  Call waiting = next_call();
  const CancelFlag cancelled = waiting.cancelled;
  bool begun = false;
  searchers_->run(std::move(waiting), [&](Engine&) {
    begun = true;
    return Result<protocol::SyncResponse>(protocol::SyncResponse{2});
  });
  *cancelled = true;
  let_go_.set_value();
  loop_.run();
  EXPECT_FALSE(begun);
  EXPECT_TRUE(answers_[1].contains("error"));
}

TEST_F(SearchPoolTest, a_language_without_a_stemmer_is_refused) {
  pool_.languages = {"xx"};
  const auto pool = SearchPool::create(inbox_, files_, pool_);
  ASSERT_FALSE(pool.ok());
  EXPECT_EQ(pool.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace quire::commands
