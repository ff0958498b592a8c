#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/temporary_folder.h"
#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

class ExtractCommand : public testing::Test {
 protected:
  ExitStatus run(std::vector<std::string> arguments) { return quire_.run(std::move(arguments)); }

  test::TemporaryFolder folder_;
  QuireRunner quire_{std::string()};
};

TEST_F(ExtractCommand, shows_the_fields_and_the_text_that_is_left) {
  const std::string path = folder_.write(
      "a.md",
      "---\ntitle: Cranes stand still\nauthor: Jane Doe\ndate: 2018-12-04\ntags: [docks]\n---\n"
      "VELMARK (Example Wire) - The port was shut on Monday, and nobody knows for how long.\n\n"
      "ADVERTISEMENT\n");
  EXPECT_EQ(run({"extract", path}), ExitStatus::kDone);
  EXPECT_EQ(
      quire_.out(),
      "Cranes stand still\n"
      "by         Jane Doe\n"
      "published  2018-12-04T00:00:00Z\n"
      "agency     Example Wire\n"
      "place      Velmark\n"
      "language   en\n"
      "tags       docks\n"
      "words      18\n"
      "rules      advertisement, dateline\n"
      "\n"
      "VELMARK (Example Wire) - The port was shut on Monday, and nobody knows for how long.\n");
}

TEST_F(ExtractCommand, gives_all_of_it_as_json) {
  const std::string path = folder_.write("a.txt", "The title\n\nUpdated: 2018-12-05\n\nText\n");
  EXPECT_EQ(run({"--json", "extract", path}), ExitStatus::kDone);
  const Json articles = Json::parse(quire_.out())["articles"];
  ASSERT_EQ(articles.size(), 1U);
  const Json& article = articles[0];
  EXPECT_EQ(article["title"], "The title");
  EXPECT_EQ(article["text"], "Text\n");
  EXPECT_EQ(article["updated"], "2018-12-05T00:00:00Z");
  EXPECT_EQ(article["words"], 3);
  EXPECT_EQ(article["rules"], Json::array({"updated_line"}));
  for (const char* name : {"authors", "source", "section", "place", "language", "tags", "published",
                           "url", "agency", "guid"}) {
    EXPECT_TRUE(article.contains(name)) << name;
  }
}

TEST_F(ExtractCommand, says_why_a_file_is_no_article) {
  EXPECT_NE(run({"extract", folder_.write("a.txt", "\n\n")}), ExitStatus::kDone);
  EXPECT_THAT(quire_.err(), HasSubstr("holds no text"));
  EXPECT_EQ(run({"extract", folder_.at("missing")}), ExitStatus::kNothingFound);
}

TEST_F(ExtractCommand, needs_a_file) { EXPECT_EQ(run({"extract"}), ExitStatus::kUsage); }

TEST_F(ExtractCommand, asks_no_daemon) {
  EXPECT_EQ(run({"extract", folder_.write("a.txt", "Title\n")}), ExitStatus::kDone);
  EXPECT_TRUE(quire_.requests().empty());
}

TEST_F(ExtractCommand, runs_the_programs_that_the_settings_name) {
  const std::string settings =
      folder_.write("quired.toml",
                    "[[extract]]\nmatch = [\"*.up\"]\ncommand = [\"/bin/sh\", \"-c\", \"tr a-z "
                    "A-Z\"]\n");
  const std::string path = folder_.write("a.up", "The title\n\nText\n");
  EXPECT_EQ(run({"--json", "extract", "--config", settings, path}), ExitStatus::kDone);
  EXPECT_EQ(Json::parse(quire_.out())["articles"][0]["title"], "THE TITLE");
}

TEST_F(ExtractCommand, settings_that_were_asked_for_must_be_right) {
  const std::string path = folder_.write("a.txt", "The title\n");
  const std::string settings = folder_.write("quired.toml", "[[extract]]\nmatch = 1\n");
  EXPECT_NE(run({"extract", "--config", settings, path}), ExitStatus::kDone);
  EXPECT_THAT(quire_.err(), HasSubstr("quired.toml:2"));
  EXPECT_NE(run({"extract", "--config", folder_.path() + "/none.toml", path}), ExitStatus::kDone);
}

}  // namespace
}  // namespace quire::cli
