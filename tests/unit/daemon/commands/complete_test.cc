#include "daemon/commands/complete.h"

#include <gmock/gmock.h>

#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CompleteTest : public CommandsFixture {
 protected:
  // "text count" each.
  std::vector<std::string> completed(const Json& params) {
    std::vector<std::string> lines;
    const Json found = answer("complete", params);
    for (const Json& one : found.at("result").at("completions")) {
      lines.push_back(one.at("text").get<std::string>() + " " + one.at("count").dump());
    }
    return lines;
  }
};

TEST_F(CompleteTest, gives_words_as_they_are_and_not_their_stems) {
  index({{"a.txt", "Migration and migrants"}, {"b.txt", "Migration again"}});
  EXPECT_THAT(completed({{"prefix", "migra"}}), ElementsAre("migration 2", "migrants 1"));
  EXPECT_THAT(completed({{"prefix", "migra"}, {"limit", 1}}), ElementsAre("migration 2"));
  EXPECT_THAT(completed({{"prefix", "migration"}}), ElementsAre("migration 2"));
  EXPECT_THAT(completed({{"prefix", "x"}}), IsEmpty());
}

TEST_F(CompleteTest, a_prefix_is_folded_as_words_are) {
  index({{"a.txt", "O'Neill at the Élysée"}});
  EXPECT_THAT(completed({{"prefix", "O’Ne"}}), ElementsAre("oneill 1"));
  EXPECT_THAT(completed({{"prefix", "ÉLY"}}), ElementsAre("elysee 1"));
}

TEST_F(CompleteTest, gives_values_of_a_field) {
  index({{"a.md", "---\nsource: The Times\n---\n# Title\n\nText.\n"}});
  EXPECT_THAT(completed({{"prefix", "tim"}, {"field", "source"}}), ElementsAre("The Times 1"));
  EXPECT_THAT(completed({{"prefix", "tim"}, {"field", "author"}}), IsEmpty());
}

TEST_F(CompleteTest, a_newer_one_of_the_same_session_cancels_the_older_but_no_search) {
  index({{"a.txt", "needle"}});
  start();
  int answers = 0;
  const auto count = [&](const Json&) {
    if (++answers == 3) loop_.stop();
  };
  const std::string request =
      R"({"jsonrpc":"2.0","id":1,"method":"complete","params":{"prefix":"n","session":"s"}})";
  Call search = call(
      R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"needle","session":"s"}})",
      count);
  Call older = call(request, count);
  Call newer = call(request, count);
  const CancelFlag search_flag = search.cancelled;
  const CancelFlag older_flag = older.cancelled;
  const CancelFlag newer_flag = newer.cancelled;
  dispatch(*context_, std::move(search));
  dispatch(*context_, std::move(older));
  dispatch(*context_, std::move(newer));
  EXPECT_FALSE(*search_flag);
  EXPECT_TRUE(*older_flag);
  EXPECT_FALSE(*newer_flag);
  loop_.run();
}

TEST_F(CompleteTest, one_that_has_waited_too_long_is_not_begun) {
  index({{"a.txt", "needle"}});
  Engine searching = engine();
  const auto late = run_complete(searching, {}, std::chrono::steady_clock::now());
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, ErrorCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace quire::commands
