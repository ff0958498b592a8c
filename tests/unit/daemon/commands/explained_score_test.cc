// That what `explain` tells of an article adds up to the score that `search` gives it.

#include <array>
#include <chrono>
#include <set>

#include "index/base/format.h"
#include "index/base/random.h"
#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

constexpr int kArticles = 80;
constexpr double kNear = 1e-6;

class ExplainedScore : public CommandsFixture {
 protected:
  void SetUp() override {
    Random random(3);
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < kArticles; ++i) {
      files.emplace_back(format("{}.txt", i), article(random, i));
    }
    index(files);
  }

  // Of words that many articles have, and some that few have. One a day, up to today.
  static std::string article(Random& random, int number) {
    constexpr std::array<std::string_view, 12> kWords = {
        "harbour", "strike", "dockers", "police",     "border", "walrus",
        "tide",    "gate",   "lantern", "shock-wave", "shock",  "wave"};
    const auto rare = [&](Random& of) {
      return format("{}{}", kWords.at(of.below(9)), kWords.at(of.below(9)));
    };
    const auto some = [&](std::size_t count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t most = random.below(4) == 0 ? kWords.size() : kWords.size() / 2;
        text += format("{}{}", text.empty() ? "" : " ", kWords.at(random.below(most)));
        if (random.below(5) == 0) text += " " + rare(random);
        if (random.below(9) == 0) text += '.';
      }
      return text;
    };
    const std::chrono::sys_days today =
        std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day day(today - std::chrono::days(number));
    return format("---\ntitle: {}\ndate: {:04}-{:02}-{:02}\nsource: {}\n---\n\n{}.\n", some(2),
                  static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()), number % 2 == 0 ? "Wire" : "Gazette", some(14));
  }

  // Of the parts whose weights make that of the whole, the sum.
  static double sum_of_parts(const Json& part) {
    double sum = 0;
    for (const Json& inner : part["parts"]) sum += inner["weight"].get<double>();
    return sum;
  }
  static void expect_sums(const Json& part) {
    if (part["parts"].empty()) return;
    EXPECT_NEAR(part["weight"].get<double>(), sum_of_parts(part), kNear) << part.dump(1);
    for (const Json& inner : part["parts"]) expect_sums(inner);
  }

  // What has given something to one of the hits.
  std::set<std::string> gains_of_hits(const std::string& query, const std::string& recency = "") {
    const Json params{{"query", query}, {"limit", 100}, {"stories", false}, {"recency", recency}};
    const Json found = answer("search", params)["result"];
    EXPECT_FALSE(found["hits"].empty()) << query;
    std::set<std::string> gains;
    for (const Json& hit : found["hits"]) {
      const Json explained =
          answer("explain", {{"query", query}, {"id", hit["id"]}, {"recency", recency}})["result"];
      double sum = explained["weight"].get<double>();
      for (const Json& gain : explained["gains"]) {
        sum += gain["weight"].get<double>();
        gains.insert(gain["by"].get<std::string>());
      }
      EXPECT_NEAR(explained["score"].get<double>(), hit["score"].get<double>(), kNear) << query;
      EXPECT_NEAR(explained["score"].get<double>(), sum, kNear) << query;
      expect_sums(explained);
    }
    return gains;
  }
};

TEST_F(ExplainedScore, is_that_of_the_hit_for_every_kind_of_query) {
  for (const char* query : {"walrus",
                            "\"harbour strike\"",
                            "=\"dockers\"",
                            "harbour AND strike",
                            "walrus OR lantern",
                            "harbour NOT walrus",
                            "(walrus OR lantern) AND strike",
                            "+harbour tide -gate",
                            "harbour NEAR/5 strike",
                            "strike ADJ/3 police",
                            "dockers SAME police",
                            "dockers PARA police",
                            "wal*",
                            "*trike",
                            "w?lrus",
                            "walrys~",
                            "title:harbour",
                            "title:harbour strike",
                            "source:wire",
                            "harbour source:wire",
                            "lead:walrus",
                            "lead:walrus tide",
                            "atleast3:harbour",
                            "atleast2:(harbour OR strike)",
                            "harbour since:30d",
                            "words:5..",
                            "date:today",
                            "shock-wave",
                            "shock-wave tide",
                            "harbour the strike",
                            "\"harbour strike\" gate",
                            "",
                            "harbour since:30d source:wire",
                            "harb* strike",
                            "+(walrus OR tide) gate",
                            "harbour strike harbour",
                            "wal* NEAR/9 tid*"}) {
    gains_of_hits(query);
  }
}

TEST_F(ExplainedScore, has_what_neighbours_and_the_best_articles_add) {
  EXPECT_TRUE(gains_of_hits("harbour strike").contains("neighbours"));
  EXPECT_TRUE(gains_of_hits("harbour strike walrus lantern").contains("feedback"));
  EXPECT_EQ(gains_of_hits("walrus"), std::set<std::string>());
}

TEST_F(ExplainedScore, has_what_an_articles_age_adds) {
  EXPECT_EQ(gains_of_hits("walrus", "52w"), std::set<std::string>{"recency"});
  EXPECT_TRUE(gains_of_hits("harbour strike walrus lantern", "52w").contains("feedback"));
}

}  // namespace
}  // namespace quire::commands
