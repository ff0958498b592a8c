#include <gmock/gmock.h>

#include <map>

#include "index/base/format.h"
#include "index/store/rank/recency.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Xapian::Query either(const char* a, const char* b) {
  return {Xapian::Query::OP_OR, Xapian::Query(a), Xapian::Query(b)};
}

class RankingTest : public LibraryFixture {
 protected:
  void SetUp() override { library_ = opened(); }

  void add(std::string title, std::string body) {
    const std::string relative = std::to_string(++added_);
    ASSERT_TRUE(
        *library_->replace(prepared(key(relative), text(std::move(title), std::move(body)))));
  }

  [[nodiscard]] SearchResult found(const Xapian::Query& query, const SearchOptions& options) {
    auto result = searcher_.search(query, options);
    if (!result) ADD_FAILURE() << describe(result.error());
    return result ? *std::move(result) : SearchResult{};
  }

  [[nodiscard]] static std::vector<std::string> titles_of(const SearchResult& result) {
    std::vector<std::string> titles;
    for (const FoundArticle& a : result.articles) titles.push_back(a.stored.article.title);
    return titles;
  }

  std::unique_ptr<Library> library_;
  int added_ = 0;
};

class NeighboursTest : public RankingTest {
 protected:
  // Of the same length, and the words as often: the first has them apart, twice the wrong way
  // round.
  void SetUp() override {
    RankingTest::SetUp();
    add("Apart", "police at the gate and the border\n");
    add("Between", "border and gate at the police the\n");
    add("Together", "at the gate and the border police\n");
    ASSERT_TRUE(library_->publish().ok());
  }

  [[nodiscard]] std::vector<std::string> ordered(std::vector<Neighbours> neighbours,
                                                 std::uint32_t offset = 0) {
    SearchOptions options;
    options.offset = offset;
    options.ranking.neighbours = std::move(neighbours);
    return titles_of(found(either("Zborder", "Zpolic"), options));
  }
};

TEST_F(NeighboursTest, articles_in_which_they_stand_together_come_first) {
  EXPECT_THAT(ordered({}), ElementsAre("Apart", "Between", "Together"));
  EXPECT_THAT(ordered({{"border", "police", 1}}), ElementsAre("Together", "Apart", "Between"));
}

TEST_F(NeighboursTest, they_may_stand_as_far_apart_as_in_the_query) {
  EXPECT_THAT(ordered({{"border", "police", 5}}), ElementsAre("Between", "Together", "Apart"));
}

TEST_F(NeighboursTest, the_order_is_the_same_from_page_to_page) {
  EXPECT_THAT(ordered({{"border", "police", 1}}, 1), ElementsAre("Apart", "Between"));
  EXPECT_THAT(ordered({{"border", "police", 1}}, 3), IsEmpty());
}

TEST_F(NeighboursTest, words_that_no_article_has_change_nothing) {
  EXPECT_THAT(ordered({{"nobody", "police", 1}, {"border", "nobody", 1}}),
              ElementsAre("Apart", "Between", "Together"));
}

class FeedbackTest : public RankingTest {
 protected:
  // Articles on a strike have cranes in them; of two that say "harbour" once one has cranes too.
  void SetUp() override {
    RankingTest::SetUp();
    for (int i = 0; i < 8; ++i) {
      add(format("Strike {}", i), "harbour strike harbour strike the cranes stand still\n");
    }
    add("Boats", "harbour with many white boats and masts\n");
    add("Cranes", "harbour with many tall cranes and hooks\n");
    for (int i = 0; i < 100; ++i) add(format("Other {}", i), "nothing of any kind happened\n");
    ASSERT_TRUE(library_->publish().ok());
    options_.limit = 20;
  }

  SearchOptions options_;
  const Xapian::Query query_ = either("Zharbour", "Zstrike");
};

TEST_F(FeedbackTest, words_of_the_best_articles_count_for_the_others) {
  EXPECT_EQ(titles_of(found(query_, options_)).at(8), "Boats");
  options_.ranking.feedback = true;
  const SearchResult result = found(query_, options_);
  EXPECT_EQ(titles_of(result).at(8), "Cranes");
  std::vector<std::string> stems;
  for (const AddedWord& word : result.added) stems.push_back(word.stem);
  EXPECT_THAT(stems, Contains("crane"));
  EXPECT_THAT(stems, Not(Contains("harbour")));
}

TEST_F(FeedbackTest, they_find_no_article) {
  options_.ranking.feedback = true;
  const SearchResult result = found(Xapian::Query("Zstrike"), options_);
  EXPECT_EQ(result.total, 8U);
  EXPECT_TRUE(result.exact);
}

TEST_F(FeedbackTest, words_that_many_articles_have_are_not_added) {
  add("Frequent", "harbour strike harbour strike happened\n");
  add("Frequent too", "harbour strike harbour strike happened\n");
  ASSERT_TRUE(library_->publish().ok());
  options_.ranking.feedback = true;
  for (const AddedWord& word : found(query_, options_).added) EXPECT_NE(word.stem, "happen");
}

TEST_F(FeedbackTest, sorted_by_date_nothing_is_added) {
  options_.ranking.feedback = true;
  options_.sort = Sort::kNewest;
  EXPECT_THAT(found(query_, options_).added, IsEmpty());
}

TEST_F(FeedbackTest, facets_are_counted_once) {
  options_.ranking.feedback = true;
  options_.facets = {FacetField::kYear};
  const SearchResult result = found(query_, options_);
  ASSERT_EQ(result.facets.size(), 1U);
  EXPECT_THAT(result.facets[0].values, ElementsAre(testing::Pair("2018", 10U)));
}

class RecencyTest : public RankingTest {
 protected:
  // Of the same words, but for one that says it more often, long ago.
  void SetUp() override {
    RankingTest::SetUp();
    add_at("Oldest", "border border border border of any kind\n", kNow - 100 * kHalfLife);
    add_at("Old", "border of this and that of any kind\n", kNow - 2 * kHalfLife);
    add_at("Middle", "border of this and that of any kind\n", kNow - kHalfLife);
    add_at("Now", "border of this and that of any kind\n", kNow);
    add_at("Ahead", "border of this and that of any kind\n", kNow + kHalfLife);
    ASSERT_TRUE(library_->publish().ok());
  }
  void add_at(std::string title, std::string body, UnixSeconds published) {
    article::Article article = text(std::move(title), std::move(body));
    article.published = published;
    ASSERT_TRUE(*library_->replace(prepared(key(std::to_string(++added_)), std::move(article))));
  }
  [[nodiscard]] SearchResult favouring(std::int64_t half_life, std::uint32_t limit = 10) {
    SearchOptions options;
    options.limit = limit;
    options.ranking.recency = Recency{half_life, kNow};
    return found(Xapian::Query("Zborder"), options);
  }

  static constexpr std::int64_t kHalfLife = 86'400;
  static constexpr auto kNow = static_cast<UnixSeconds>(kNoon);
};

TEST_F(RecencyTest, newer_articles_come_before_older_ones_that_say_as_much) {
  EXPECT_THAT(titles_of(found(Xapian::Query("Zborder"), {})),
              ElementsAre("Oldest", "Old", "Middle", "Now", "Ahead"));
  EXPECT_THAT(titles_of(favouring(kHalfLife)),
              ElementsAre("Now", "Ahead", "Oldest", "Middle", "Old"));
}

TEST_F(RecencyTest, a_score_is_at_most_doubled_and_by_half_of_that_after_a_half_life) {
  std::map<std::string, double> before;
  for (const FoundArticle& one : found(Xapian::Query("Zborder"), {}).articles) {
    before[one.stored.article.title] = one.score;
  }
  const std::map<std::string, double> times = {
      {"Oldest", 1}, {"Old", 1.25}, {"Middle", 1.5}, {"Now", 2}, {"Ahead", 2}};
  for (const FoundArticle& one : favouring(kHalfLife).articles) {
    const std::string& title = one.stored.article.title;
    EXPECT_NEAR(one.score / before[title], times.at(title), 1e-9) << title;
    EXPECT_NEAR(one.gains.recency, one.score - before[title], 1e-9) << title;
  }
}

TEST_F(RecencyTest, the_best_are_those_of_all_pages) {
  EXPECT_THAT(titles_of(favouring(kHalfLife, 1)), ElementsAre("Now"));
}

TEST(Freshness, of_an_article_without_a_date_is_none) {
  EXPECT_EQ(freshness(Xapian::Document(), {86'400, 0}), 0);
}

TEST_F(RankingTest, an_article_is_found_by_the_stems_of_its_language) {
  auto builder = *SegmentBuilder::create({"en", "de"});
  article::Article german = text("Streik", "Die Häfen bleiben geschlossen\n");
  german.language = "de";
  std::vector<article::Article> articles;
  articles.push_back(std::move(german));
  ASSERT_TRUE(*library_->replace(builder.prepare(key("a"), state(), std::move(articles))));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(titles("Zhaf"), "Streik");
}

}  // namespace
}  // namespace quire::store
