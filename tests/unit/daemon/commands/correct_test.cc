#include "daemon/commands/correct.h"

#include <gmock/gmock.h>

#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

class CorrectTest : public CommandsFixture {
 protected:
  // As search answers; null for none.
  Json corrected(const std::string& query) {
    return answer("search", {{"query", query}}).at("result").at("corrected");
  }
};

TEST_F(CorrectTest, a_misspelt_word_is_told_as_it_was_meant) {
  index({{"a.txt", "Border police"}, {"b.txt", "Border strike"}});
  EXPECT_EQ(corrected("polcie"), "police");
  EXPECT_EQ(corrected("\"border polcie\""), "\"border police\"");
  EXPECT_EQ(corrected("police"), nullptr);
  EXPECT_EQ(corrected("walrus"), nullptr);
}

TEST_F(CorrectTest, nothing_is_told_when_it_would_not_find_more) {
  index({{"a.txt", "Border police"}, {"b.txt", "Strike"}});
  // Both find nothing.
  EXPECT_EQ(corrected("strike AND polcie"), nullptr);
  // Side by side, the other word finds it already.
  EXPECT_EQ(corrected("border polcie"), nullptr);
}

TEST_F(CorrectTest, the_words_beside_it_weigh) {
  index({{"a.txt", "Harbour strike"},
         {"b.txt", "Harbour strike"},
         {"c.txt", "Harbour strike"},
         {"d.txt", "Stroke of the clock"},
         {"e.txt", "A stroke"},
         {"f.txt", "One stroke"},
         {"g.txt", "Two strokes and a stroke"}});
  EXPECT_EQ(corrected("strxke"), "stroke");
  EXPECT_EQ(corrected("+harbour +strxke"), "+harbour +strike");
}

TEST_F(CorrectTest, later_pages_are_not_corrected) {
  index({{"a.txt", "Border police"}});
  const Json found = answer("search", {{"query", "polcie"}, {"offset", 10}});
  EXPECT_EQ(found.at("result").at("corrected"), nullptr);
}

TEST_F(CorrectTest, what_is_half_typed_is_not_corrected) {
  index({{"a.txt", "Border police"}});
  const Json found = answer("search", {{"query", "polcie"}, {"typing", true}});
  EXPECT_EQ(found.at("result").at("corrected"), nullptr);
}

}  // namespace
}  // namespace quire::commands
