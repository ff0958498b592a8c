// Random queries: what the index finds is what reading every article finds, and no query hangs.

#include <gtest/gtest.h>

#include <chrono>

#include "index/base/format.h"
#include "index/query/syntax/parser.h"
#include "tests/agreement/brute_force.h"
#include "tests/agreement/random_query.h"
#include "tests/support/sanitized.h"

namespace quire::agreement {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kQueries = test::kSanitized ? 2000 : 10'000;
constexpr milliseconds kDeadline{200};
constexpr milliseconds kLate{test::kSanitized ? 500 : 20};

std::string listed(const std::vector<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) out += path + " ";
  return out;
}

class Agreement : public testing::Test {
 protected:
  // Nothing when the query does not parse, which must be said well.
  std::optional<query::Node> parsed(const std::string& text) {
    auto tree = query::parse(text, {false, kToday});
    if (tree) return *std::move(tree);
    EXPECT_TRUE(tree.error().position.has_value()) << text;
    EXPECT_FALSE(tree.error().message.empty() || tree.error().hint.empty()) << text;
    return std::nullopt;
  }

  // False when they do not agree.
  bool agrees(const std::string& text) {
    const auto tree = parsed(text);
    if (!tree) return true;
    const auto start = steady_clock::now();
    const auto found = library_.found(*tree, store::MatchGuard(start + kDeadline));
    const auto took = steady_clock::now() - start;
    EXPECT_LE(took, kDeadline + kLate) << text;
    if (!found) {
      ADD_FAILURE() << text << ": " << found.error().message;
      return false;
    }
    ++parsed_;
    const auto read = brute_.found(*tree);
    EXPECT_EQ(listed(*found), listed(read)) << text << "\n" << query::describe(*tree);
    return *found == read;
  }

  SmallLibrary library_{random_articles(11, 50)};
  BruteForce brute_{library_.articles(), library_.stemmer()};
  std::size_t parsed_ = 0;
};

TEST_F(Agreement, the_index_finds_what_reading_every_article_finds) {
  Random random(20181204);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < kQueries && wrong < 5; ++i) {
    std::string query = random_query(random);
    if (i % 3 == 2) query = mutated(random, std::move(query));
    if (!agrees(query)) ++wrong;
  }
  EXPECT_TRUE(wrong > 0 || parsed_ > kQueries / 2) << parsed_;
}

}  // namespace
}  // namespace quire::agreement
