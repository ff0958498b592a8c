#include "daemon/ingest/problems.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace quire::ingest {
namespace {

Error error(std::string message) { return Error{ErrorCode::kIo, std::move(message), "a hint"}; }

class ProblemsTest : public testing::Test {
 protected:
  test::FakeClock clock_;
  Problems problems_{clock_};
};

TEST_F(ProblemsTest, a_problem_is_listed_with_its_hint_and_since_when) {
  clock_.set_wall_nanoseconds(1'234'567'890'999'999'999);
  EXPECT_TRUE(problems_.set("drop:wire", error("it is gone")));
  const auto list = problems_.list();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].what, "it is gone");
  EXPECT_EQ(list[0].hint, "a hint");
  EXPECT_EQ(list[0].since, 1'234'567'890);
}

TEST_F(ProblemsTest, the_same_again_is_nothing_new) {
  problems_.set("index", error("full"));
  EXPECT_FALSE(problems_.set("index", error("full")));
  EXPECT_EQ(problems_.list().size(), 1U);
}

TEST_F(ProblemsTest, other_words_for_a_cause_are_news_of_the_same_problem) {
  problems_.set("index", error("full"));
  const auto since = problems_.list()[0].since;
  clock_.advance(std::chrono::seconds(9));
  EXPECT_TRUE(problems_.set("index", error("broken")));
  ASSERT_EQ(problems_.list().size(), 1U);
  EXPECT_EQ(problems_.list()[0].what, "broken");
  EXPECT_EQ(problems_.list()[0].since, since);
}

TEST_F(ProblemsTest, what_is_cleared_is_gone_and_new_when_it_comes_back) {
  problems_.set("index", error("full"));
  EXPECT_TRUE(problems_.clear("index"));
  EXPECT_FALSE(problems_.clear("index"));
  EXPECT_TRUE(problems_.list().empty());
  EXPECT_TRUE(problems_.set("index", error("full")));
}

TEST_F(ProblemsTest, all_of_one_kind_are_cleared_together) {
  problems_.set("watch:wire/", error("1"));
  problems_.set("watch:wire/sub", error("2"));
  problems_.set("watch:wires/sub", error("3"));
  problems_.clear_all("watch:wire/");
  ASSERT_EQ(problems_.list().size(), 1U);
  EXPECT_EQ(problems_.list()[0].what, "3");
}

}  // namespace
}  // namespace quire::ingest
