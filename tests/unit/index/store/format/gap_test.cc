#include "index/store/format/gap.h"

#include "tests/unit/index/store/segments_fixture.h"

namespace quire::store {
namespace {

using GapTest = SegmentsTest;

// Xapian takes a term of all documents for the list of all, which it cannot go through when ids are
// missing and it is long.
TEST_F(GapTest, a_term_that_all_articles_have_is_found_where_articles_were_removed) {
  const auto library = opened_with(100, 1);
  adopt(*library, built({{"a.txt", "A"}, {"b.txt", "B"}}, *library));
  adopt(*library, built({{"c.txt", "C"}, {"d.txt", "D"}, {"e.txt", "E"}}, *library));
  ASSERT_TRUE(library->remove(key("b.txt")).ok());
  ASSERT_TRUE(library->remove(key("d.txt")).ok());
  ASSERT_TRUE(library->publish().ok());
  merge(*library);
  EXPECT_EQ(library->counts().segments, 2U);
  EXPECT_EQ(library->counts().articles, 3U);
  EXPECT_EQ(library->counts().tombstones, 0U);
  const Xapian::Query all{std::string(kArticleTerm)};
  const Xapian::Query none("nowhere");
  EXPECT_EQ(titles(all), "A | C | E");
  EXPECT_EQ(titles({Xapian::Query::OP_SCALE_WEIGHT, all, 0}), "A | C | E");
  EXPECT_EQ(titles({Xapian::Query::OP_FILTER, Xapian::Query("c"), all}), "C");
  EXPECT_EQ(titles({Xapian::Query::OP_AND_NOT, Xapian::Query("c"), all}), "");
  EXPECT_EQ(titles({Xapian::Query::OP_AND_NOT, all, none}), "A | C | E");
  EXPECT_FALSE(library->plan_merge()) << "there is nothing left to be merged";
}

TEST_F(GapTest, a_fresh_segment_too_finds_a_term_that_all_articles_have) {
  const auto library = opened_with(10'000);
  std::vector<PreparedFile> files;
  for (int i = 0; i < 1500; ++i) {
    files.push_back(prepared(std::to_string(i) + ".txt", std::string(300, 'a') + " word"));
  }
  fill(*library, std::move(files));
  ASSERT_TRUE(library->remove(key("3.txt")).ok());
  ASSERT_TRUE(library->remove(key("700.txt")).ok());
  ASSERT_TRUE(library->publish().ok());
  const Xapian::Query all{std::string(kArticleTerm)};
  SearchOptions options;
  options.limit = 0;
  const auto found = searcher_.search({Xapian::Query::OP_SCALE_WEIGHT, all, 0}, options);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->total, 1498U);
  EXPECT_FALSE(found->partial);
  EXPECT_EQ(library->counts().articles, 1498U);
}

TEST_F(GapTest, a_segment_of_which_all_was_removed_gives_nothing_while_it_is_merged) {
  const auto library = opened_with(100, 1);
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 6; ++i) files.emplace_back(std::to_string(i), "civilian police");
  adopt(*library, built(files, *library));
  adopt(*library, built({{"b.txt", "civilian police"}, {"c.txt", "other"}}, *library));
  ASSERT_TRUE(library->publish().ok());
  const std::vector<std::string> words = {"civilian", "police"};
  const Xapian::Query phrase(Xapian::Query::OP_PHRASE, words.begin(), words.end());
  const auto found = [&](const Xapian::Query& query) {
    SearchOptions options;
    options.guard = MatchGuard(std::chrono::steady_clock::now() + std::chrono::minutes(1));
    const auto result = live_->search(query, options);
    if (!result) return "!" + result.error().message;
    return std::to_string(result->total) + " " + std::to_string(result->articles.size());
  };
  EXPECT_EQ(found(phrase), "7 7");
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(*library->remove(key(std::to_string(i))));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(found(phrase), "1 1");
  const auto plan = library->plan_merge();
  ASSERT_TRUE(plan);
  ASSERT_TRUE(merge_segments(files_, *plan).ok());
  EXPECT_EQ(found(phrase), "1 1");
  // One that opens it as it is now: with nothing but what stands for its gaps.
  live_.emplace(files_, index(), library->live_view());
  EXPECT_EQ(found(phrase), "1 1");
  EXPECT_EQ(found(Xapian::Query("civilian")), "1 1");
}

TEST(RemoveDocument, what_stands_for_a_gap_stays_when_it_is_removed_again) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 3; ++i) {
    Xapian::Document article;
    article.add_boolean_term("a");
    database.add_document(article);
  }
  for (int i = 0; i < 2; ++i) {
    remove_document(database, 1);
    EXPECT_EQ(count_gaps(database), 1U);
    EXPECT_EQ(database.get_termfreq("a"), 2U);
  }
  remove_document(database, 2);
  EXPECT_EQ(count_gaps(database), 1U);
  EXPECT_EQ(database.get_doccount(), 2U);
  EXPECT_THROW(remove_document(database, 2), Xapian::DocNotFoundError);
}

}  // namespace
}  // namespace quire::store
