#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

class ExplainTest : public CommandsFixture {
 protected:
  void SetUp() override {
    index({{"strike.txt",
            "Harbour strike\n\nDockers walked out on Monday morning. Police watched the gates."},
           {"comet.txt", "A comet\n\nNobody walked anywhere."}});
  }

  Json explained(const std::string& query, const std::string& name = "strike.txt") {
    const Json params{{"query", query}, {"path", folder_.at("drop/" + name)}};
    return answer("explain", params)["result"];
  }
  std::string reason(const std::string& query) {
    return explained(query)["reason"].get<std::string>();
  }
};

TEST_F(ExplainTest, the_weights_of_the_parts_are_the_score) {
  const Json all = explained("dockers police comet");
  EXPECT_EQ(all["matches"], true);
  EXPECT_EQ(all["reason"], "");
  ASSERT_EQ(all["parts"].size(), 3U);
  EXPECT_EQ(all["parts"][0]["query"], "dockers");
  EXPECT_EQ(all["parts"][0]["role"], "any");
  EXPECT_EQ(all["parts"][2]["matches"], false);
  EXPECT_EQ(all["parts"][2]["weight"], 0.0);
  const double sum =
      all["parts"][0]["weight"].get<double>() + all["parts"][1]["weight"].get<double>();
  EXPECT_GT(sum, 0.0);
  EXPECT_GE(all["weight"].get<double>(), sum - 1e-6);
}

TEST_F(ExplainTest, wildcards_say_what_they_stand_for) {
  const Json part = explained("walk* gat?s")["parts"][0];
  EXPECT_EQ(part["query"], "walk*");
  EXPECT_EQ(part["words"], Json::array({"walked"}));
  EXPECT_EQ(part["cut"], false);
}

TEST_F(ExplainTest, says_why_an_article_does_not_match) {
  EXPECT_EQ(reason("comet"), "the article has no comet");
  EXPECT_EQ(reason("comet OR moon"), "the article matches none of: comet OR moon");
  EXPECT_EQ(reason("dockers AND (police AND moon)"), "the article has no moon");
  EXPECT_EQ(reason("+dockers +moon"), "the article has no moon");
  EXPECT_EQ(reason("dockers -police"), "the article matches police, which is excluded");
  EXPECT_EQ(reason("dockers NOT police"), "the article matches police, which is excluded");
  EXPECT_EQ(reason("dockers source:wire"), "the article has no source:wire");
  EXPECT_EQ(reason("\"walked police\""), "the article has no \"walked police\"");
  EXPECT_EQ(reason("dockers SAME police"),
            "the article has all words of dockers SAME police, but not where they should stand");
}

TEST_F(ExplainTest, an_article_may_be_named_by_its_id) {
  const std::string id = article::article_id({"wire", "comet.txt"}, 0);
  const Json result = answer("explain", {{"query", "comet"}, {"id", id}})["result"];
  EXPECT_EQ(result["matches"], true);
}

TEST_F(ExplainTest, what_is_wrong_is_said) {
  EXPECT_EQ(error_of(answer("explain", {{"query", "(a"}, {"id", "0123456789abcdef"}})), -32002);
  const std::string id = article::article_id({"wire", "comet.txt"}, 0);
  EXPECT_EQ(error_of(answer("explain", {{"query", "(a"}, {"id", id}})), -32001);
  EXPECT_EQ(error_of(answer("explain", {{"query", "a"}})), -32602);
  EXPECT_EQ(error_of(answer("explain", {{"id", id}})), -32602);
}

}  // namespace
}  // namespace quire::commands
