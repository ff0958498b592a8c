// Many standing queries of all kinds beside a bulk load: each match is told once, and the matches
// are what a search finds afterwards.

#include "tests/bench/standing_queries.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/bench/articles.h"
#include "tests/integration/conditions.h"
#include "tests/integration/dropping.h"
#include "tests/support/standing_crowd.h"

namespace quire::test {
namespace {

constexpr std::size_t kArticles = 1500;
constexpr std::size_t kQueries = 400;
constexpr std::size_t kClients = 3;

class StandingQueries : public Dropping {
 protected:
  void SetUp() override {
    Dropping::SetUp();
    bench::ArticleGenerator generator(11);
    for (std::size_t i = 0; i < kArticles; ++i) {
      daemon_.files().write("staged/" + std::to_string(i) + ".txt", generator.next());
    }
    auto queries = bench::standing_queries(generator, kQueries, 11);
    queries.emplace_back("");
    crowd_ = std::make_unique<StandingCrowd>(std::move(queries), kClients);
    crowd_->connect(daemon_.socket());
  }
  void begin_load() { daemon_.files().rename("staged", "drop/load"); }
  // Whether it was told as much as a search finds, and then the differences.
  void expect_equal() {
    JsonClient client(daemon_.socket());
    ASSERT_TRUE(synced(client));
    crowd_->search(client);
    EXPECT_GT(crowd_->found(), kArticles);
    EXPECT_TRUE(comes_true([&] { return crowd_->told() >= crowd_->found(); }));
    crowd_->disconnect_all();
    const Differences differences = crowd_->compare();
    EXPECT_TRUE(differences.none()) << testing::PrintToString(differences.queries);
  }

  std::unique_ptr<StandingCrowd> crowd_;
};

TEST_F(StandingQueries, are_told_of_a_load_what_a_search_finds_afterwards) {
  begin_load();
  expect_equal();
}

TEST_F(StandingQueries, are_told_the_same_when_clients_and_daemon_are_killed_at_random) {
  std::mt19937 random(std::random_device{}());
  begin_load();
  for (int kill = 0; kill < 6; ++kill) {
    const std::size_t until = crowd_->told() + random() % 200;
    JsonClient client(daemon_.socket());
    // Or until nothing more comes.
    ASSERT_TRUE(comes_true([&] {
      return crowd_->told() >= until || client.result("status")["work"]["pending"] == 0;
    }));
    if (random() % 2 == 0) {
      daemon_.kill();
      crowd_->disconnect_all();
      ASSERT_TRUE(daemon_.start()) << daemon_.log();
    } else {
      crowd_->disconnect(random() % kClients);
    }
    crowd_->connect(daemon_.socket());
  }
  expect_equal();
}

}  // namespace
}  // namespace quire::test
