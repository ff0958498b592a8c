#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

constexpr const char* kStrike =
    "Dockers of the harbour walked out on Monday over pay and shifts, and the cranes stood still "
    "while the union spoke of a long strike along the quays.";

class SimilarTest : public CommandsFixture {
 protected:
  void SetUp() override {
    std::vector<std::pair<std::string, std::string>> files = {
        {"strike.txt", std::string("Harbour strike\n\n") + kStrike},
        {"copy.txt", std::string("Harbour strike, updated\n\n") + kStrike + " More follows."},
        {"talks.txt",
         "Talks fail\n\nThe union of the dockers and the harbour's owners could not agree on "
         "shifts, and the cranes will not move before Friday."},
        {"comet.txt", "A comet\n\nAstronomers saw the tail of a comet grow over the mountains."}};
    for (int i = 0; i < 8; ++i) {
      files.emplace_back("other" + std::to_string(i), "Other news\n\nThe council of town " +
                                                          std::to_string(i) + " met and sat.");
    }
    index(files);
  }

  std::vector<std::string> titles(const Json& params) {
    std::vector<std::string> out;
    const Json similar = answer("similar", params);
    for (const Json& hit : similar.at("result").at("hits")) out.push_back(hit["title"]);
    return out;
  }
};

TEST_F(SimilarTest, articles_about_the_same_come_without_other_versions_of_the_text) {
  const auto found = titles({{"path", folder_.at("drop/strike.txt")}});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), "Talks fail");
  for (const std::string& title : found) EXPECT_EQ(title.find("Harbour strike"), title.npos);
}

TEST_F(SimilarTest, of_two_versions_only_one_is_given) {
  const auto found = titles({{"path", folder_.at("drop/talks.txt")}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.front().starts_with("Harbour strike"));
}

TEST_F(SimilarTest, at_most_as_many_as_were_asked_for) {
  EXPECT_TRUE(titles({{"path", folder_.at("drop/talks.txt")}, {"limit", 0}}).empty());
}

TEST_F(SimilarTest, an_article_like_no_other_has_none) {
  EXPECT_TRUE(titles({{"id", article::article_id({"wire", "comet.txt"}, 0)}}).empty());
}

TEST_F(SimilarTest, what_is_wrong_is_said) {
  EXPECT_EQ(error_of(answer("similar", {{"id", "0123456789abcdef"}})), -32002);
  EXPECT_EQ(error_of(answer("similar", {{"path", "/etc/hostname"}})), -32002);
  EXPECT_EQ(error_of(answer("similar")), -32602);
  EXPECT_EQ(error_of(answer("similar", {{"id", "x"}, {"limit", 5000}})), -32004);
}

}  // namespace
}  // namespace quire::commands
