#include "index/store/search/searcher.h"

#include <gmock/gmock.h>

#include <cerrno>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Xapian::Query kAll{std::string(kArticleTerm)};
constexpr UnixSeconds kDay = 86'400;

class SearcherTest : public LibraryFixture {
 protected:
  void SetUp() override { library_ = opened(); }

  void add(const std::string& relative, article::Article article) {
    ASSERT_TRUE(*library_->replace(prepared(key(relative), std::move(article))));
  }

  // Articles "0", "1", ... each published a day after the one before.
  void add_days(int count) {
    for (int i = 0; i < count; ++i) {
      article::Article article = text(std::to_string(i), "border");
      article.published = static_cast<UnixSeconds>(kNoon) + i * kDay;
      add(std::to_string(i), std::move(article));
    }
    ASSERT_TRUE(library_->publish().ok());
  }

  [[nodiscard]] SearchResult found(const Xapian::Query& query, const SearchOptions& options = {}) {
    auto result = searcher_.search(query, options);
    if (!result) ADD_FAILURE() << describe(result.error());
    return result ? *std::move(result) : SearchResult{};
  }

  [[nodiscard]] std::vector<std::string> titles_of(const SearchResult& result) {
    std::vector<std::string> titles;
    for (const FoundArticle& a : result.articles) titles.push_back(a.stored.article.title);
    return titles;
  }

  [[nodiscard]] std::vector<std::string> ordered(Sort sort, std::uint32_t offset = 0,
                                                 std::uint32_t limit = 10) {
    SearchOptions options;
    options.sort = sort;
    options.offset = offset;
    options.limit = limit;
    return titles_of(found(Xapian::Query("Zborder"), options));
  }

  std::unique_ptr<Library> library_;
};

TEST_F(SearcherTest, an_article_that_says_it_more_often_comes_first) {
  add("a", text("Once", "border and nothing else of any kind"));
  add("b", text("Often", "border border border border and kind"));
  ASSERT_TRUE(library_->publish().ok());
  const SearchResult result = found(Xapian::Query("Zborder"));
  EXPECT_THAT(titles_of(result), ElementsAre("Often", "Once"));
  EXPECT_GT(result.articles[0].score, result.articles[1].score);
  EXPECT_GT(result.articles[1].score, 0);
}

TEST_F(SearcherTest, an_article_that_says_it_in_the_title_comes_first) {
  add("a", text("Some words", "border"));
  add("b", text("Border words", "some"));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(titles_of(found(Xapian::Query("Zborder"))),
              ElementsAre("Border words", "Some words"));
}

TEST_F(SearcherTest, sorts_by_the_date_of_publication) {
  add_days(4);
  EXPECT_THAT(ordered(Sort::kNewest), ElementsAre("3", "2", "1", "0"));
  EXPECT_THAT(ordered(Sort::kOldest), ElementsAre("0", "1", "2", "3"));
}

TEST_F(SearcherTest, dates_before_the_epoch_sort_before_it) {
  add("a", text("New", "border"));
  article::Article old = text("Old", "border");
  old.published = -40'000 * kDay;
  add("b", old);
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(ordered(Sort::kOldest), ElementsAre("Old", "New"));
}

TEST_F(SearcherTest, gives_the_part_that_is_asked_for) {
  add_days(5);
  EXPECT_THAT(ordered(Sort::kOldest, 1, 2), ElementsAre("1", "2"));
  EXPECT_THAT(ordered(Sort::kOldest, 4, 2), ElementsAre("4"));
  EXPECT_THAT(ordered(Sort::kOldest, 5, 2), IsEmpty());
  EXPECT_THAT(ordered(Sort::kOldest, 100'000, 100'000), IsEmpty());
}

TEST_F(SearcherTest, counts_without_giving_any) {
  add_days(5);
  SearchOptions options;
  options.limit = 0;
  const SearchResult result = found(kAll, options);
  EXPECT_EQ(result.total, 5U);
  EXPECT_TRUE(result.exact);
  EXPECT_THAT(result.articles, IsEmpty());
}

// The first articles have both words, the next one of them, the last none: what Xapian would guess
// from the words alone is far from what is there.
class TotalTest : public SearcherTest {
 protected:
  void add_articles(int with_both, int with_one, int with_none) {
    for (int i = 0; i < with_both + with_one + with_none; ++i) {
      const bool both = i < with_both;
      const bool one = !both && i < with_both + with_one;
      add(std::to_string(i), text("Title", both ? "border police" : one ? "border" : "sea"));
    }
    ASSERT_TRUE(library_->publish().ok());
  }

  [[nodiscard]] SearchResult found_both(std::uint32_t offset) {
    SearchOptions options;
    options.offset = offset;
    // Without weights, so that Xapian stops as soon as it has counted as many as it must.
    return found(0 * (Xapian::Query("Zborder") & Xapian::Query("Zpolic")), options);
  }
};

TEST_F(TotalTest, of_some_hundreds_is_exact) {
  add_articles(300, 100, 300);
  for (const std::uint32_t offset : {0U, 290U, 2000U}) {
    const SearchResult result = found_both(offset);
    EXPECT_EQ(result.total, 300U) << offset;
    EXPECT_TRUE(result.exact) << offset;
  }
}

TEST_F(TotalTest, is_called_exact_only_when_it_is) {
  add_articles(1200, 100, 100);
  const SearchResult result = found_both(0);
  EXPECT_TRUE(!result.exact || result.total == 1200U) << result.total;
  EXPECT_GE(result.total, 1000U);
}

TEST_F(SearcherTest, a_query_of_nothing_finds_nothing) {
  add_days(2);
  const SearchResult result = found(Xapian::Query());
  EXPECT_EQ(result.total, 0U);
  EXPECT_TRUE(result.exact);
}

TEST_F(SearcherTest, a_hit_has_all_that_was_stored) {
  article::Article article = text("The title", "Text\n");
  article.source = "Agency";
  article.authors = {"A. Writer"};
  article.lines.add_run(0, 3);
  add("a.txt", article);
  ASSERT_TRUE(library_->publish().ok());
  const StoredArticle stored = found(kAll).articles.front().stored;
  EXPECT_EQ(stored.id, article::article_id(key("a.txt"), 0));
  EXPECT_EQ(stored.file, key("a.txt"));
  EXPECT_EQ(stored.article.body, "Text\n");
  EXPECT_EQ(stored.article.source, "Agency");
  EXPECT_EQ(stored.article.authors, article.authors);
  EXPECT_EQ(stored.article.lines, article.lines);
  EXPECT_EQ(stored.words, 3U);
}

TEST_F(SearcherTest, files_that_could_not_be_read_are_no_articles) {
  add_days(1);
  ASSERT_TRUE(*library_->replace(unreadable("b", "binary")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(found(kAll).total, 1U);
}

TEST_F(SearcherTest, a_deadline_that_has_passed_ends_the_search) {
  add_days(1);
  SearchOptions options;
  options.guard = MatchGuard(std::chrono::steady_clock::now());
  EXPECT_EQ(searcher_.search(kAll, options).error().code, ErrorCode::kDeadlineExceeded);
  EXPECT_EQ(titles(), "0") << "the searcher goes on";
}

TEST_F(SearcherTest, a_search_that_nobody_wants_any_more_ends) {
  add_days(1);
  SearchOptions options;
  const auto cancelled = std::make_shared<std::atomic<bool>>(false);
  options.guard = MatchGuard(std::nullopt, cancelled);
  EXPECT_TRUE(searcher_.search(kAll, options).ok());
  *cancelled = true;
  EXPECT_EQ(searcher_.search(kAll, options).error().code, ErrorCode::kCancelled);
}

TEST_F(SearcherTest, articles_that_are_too_long_together_are_not_all_given) {
  add("a", text("A", "border " + std::string(1000, 'x')));
  add("b", text("B", "border " + std::string(1000, 'x')));
  add("c", text("C", "border " + std::string(1000, 'x')));
  ASSERT_TRUE(library_->publish().ok());
  SearchOptions options;
  options.max_text_bytes = 1500;
  const SearchResult some = found(Xapian::Query("Zborder"), options);
  EXPECT_EQ(some.articles.size(), 2U);
  EXPECT_TRUE(some.partial);
  options.max_text_bytes = 10;
  EXPECT_EQ(found(Xapian::Query("Zborder"), options).articles.size(), 1U);
  options.max_text_bytes = 5000;
  EXPECT_FALSE(found(Xapian::Query("Zborder"), options).partial);
}

// Each look at the clock takes a second, so that time runs out within a match.
class SlowMatchTest : public SearcherTest {
 protected:
  static constexpr int kArticles = 1500;

  void SetUp() override {
    SearcherTest::SetUp();
    for (int i = 0; i < kArticles; ++i) {
      add(std::to_string(i), text(std::to_string(i), "police at the border"));
    }
    ASSERT_TRUE(library_->publish().ok());
  }

  [[nodiscard]] MatchGuard seconds(int count) {
    return MatchGuard(start_ + std::chrono::seconds(count), cancelled_, [this] {
      const int look = looks_++;
      if (look == cancelled_at_) *cancelled_ = true;
      return start_ + std::chrono::seconds(look);
    });
  }

  // Not of words alone: that would be over after one look.
  const Xapian::Query border_{Xapian::Query::OP_FILTER, Xapian::Query("Zborder"), kAll};
  const SteadyTime start_ = std::chrono::steady_clock::now();
  int looks_ = 0;
  int cancelled_at_ = -1;
  std::shared_ptr<std::atomic<bool>> cancelled_ = std::make_shared<std::atomic<bool>>(false);
};

TEST_F(SlowMatchTest, what_was_found_before_the_deadline_is_the_result_and_it_is_called_partial) {
  SearchOptions options;
  options.guard = seconds(5);
  options.facets = {FacetField::kYear};
  const SearchResult result = found(border_, options);
  EXPECT_TRUE(result.partial);
  EXPECT_FALSE(result.exact);
  EXPECT_GT(result.total, 0U);
  EXPECT_LT(result.total, 1U * kArticles);
  EXPECT_FALSE(result.articles.empty());
  EXPECT_FALSE(result.facets[0].exact);
}

TEST_F(SlowMatchTest, with_time_enough_the_result_is_whole) {
  SearchOptions options;
  options.guard = seconds(1000);
  const SearchResult result = found(border_, options);
  EXPECT_FALSE(result.partial);
  EXPECT_TRUE(result.exact);
  EXPECT_EQ(result.total, 1U * kArticles);
}

TEST_F(SlowMatchTest, a_count_may_be_partial_too) {
  SearchOptions options;
  options.limit = 0;
  options.facets = {FacetField::kYear};
  options.guard = seconds(5);
  const SearchResult result = found(border_, options);
  EXPECT_TRUE(result.partial);
  EXPECT_GT(result.total, 0U);
}

TEST_F(SlowMatchTest, the_deadline_holds_for_candidates_that_are_none_in_the_end) {
  const std::vector<std::string> words = {"border", "police"};
  const Xapian::Query phrase(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2);
  SearchOptions options;
  options.guard = seconds(5);
  EXPECT_EQ(searcher_.search(phrase, options).error().code, ErrorCode::kDeadlineExceeded);
  EXPECT_LT(looks_, 10);
}

TEST_F(SlowMatchTest, a_search_that_is_cancelled_on_the_way_ends) {
  cancelled_at_ = 3;
  SearchOptions options;
  options.guard = seconds(1000);
  EXPECT_EQ(searcher_.search(border_, options).error().code, ErrorCode::kCancelled);
}

TEST_F(SearcherTest, gets_an_article_by_its_id) {
  add_days(2);
  const auto stored = searcher_.get(article::article_id(key("1"), 0));
  ASSERT_TRUE(stored.ok());
  EXPECT_EQ(stored->article.title, "1");
}

TEST_F(SearcherTest, gets_an_article_by_its_file) {
  add_days(2);
  EXPECT_EQ(searcher_.get(key("1"))->article.title, "1");
  const std::string path(500, 'p');
  add(path, text("Long"));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(searcher_.get(key(path))->article.title, "Long");
}

TEST_F(SearcherTest, boilerplate_is_found_but_ranks_below_an_article_about_it) {
  auto about = text("First", "The walrus came ashore.\n");
  auto below = text("Second", "A long text of other things.\n\nwalrus walrus walrus walrus\n");
  below.boilerplate = {{30, 57}};
  ASSERT_TRUE(*library_->replace(prepared(key("a"), about)));
  ASSERT_TRUE(*library_->replace(prepared(key("b"), below)));
  ASSERT_TRUE(library_->publish().ok());
  const auto found = searcher_.search(Xapian::Query("Zwalrus"), {});
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->articles.size(), 2U);
  EXPECT_EQ(found->articles[0].stored.article.title, "First");
  EXPECT_EQ(found->articles[1].score, 0.0);
}

TEST_F(SearcherTest, gets_the_first_article_of_a_file_that_holds_several) {
  std::vector<article::Article> articles{text("First"), text("Second"), text("Third")};
  articles[1].key = articles[1].member = 1;
  articles[2].key = articles[2].member = 2;
  ASSERT_TRUE(*library_->replace(builder_.prepare(key("feed"), state(), articles)));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(searcher_.get(key("feed"))->article.title, "First");
  EXPECT_EQ(searcher_.get(article::article_id(key("feed"), 2))->article.title, "Third");
}

TEST_F(SearcherTest, an_article_that_is_not_there_is_not_found) {
  add_days(1);
  EXPECT_EQ(searcher_.get("0123456789abcdef").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(searcher_.get(key("missing")).error().code, ErrorCode::kNotFound);
  const auto no_id = searcher_.get("7");
  EXPECT_EQ(no_id.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(no_id.error().hint, "ids have 16 hexadecimal digits");
}

TEST_F(SearcherTest, a_file_that_could_not_be_read_is_not_found_for_that_reason) {
  ASSERT_TRUE(*library_->replace(unreadable("a.bin", "binary data")));
  ASSERT_TRUE(library_->publish().ok());
  const auto by_file = searcher_.get(key("a.bin"));
  EXPECT_EQ(by_file.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(by_file.error().message, HasSubstr("binary data"));
  EXPECT_THAT(searcher_.get(article::article_id(key("a.bin"), 0)).error().message,
              HasSubstr("binary data"));
}

TEST_F(SearcherTest, lists_files_that_could_not_be_read_up_to_the_limit) {
  for (const char* name : {"a", "b", "c"}) {
    ASSERT_TRUE(*library_->replace(unreadable(name, "binary data")));
  }
  ASSERT_TRUE(library_->publish().ok());
  const auto failed = searcher_.failed_files(2);
  ASSERT_TRUE(failed.ok());
  ASSERT_EQ(failed->size(), 2U);
  EXPECT_EQ(failed->front().file, key("a"));
  EXPECT_EQ(failed->front().reason, "binary data");
}

TEST_F(SearcherTest, where_there_is_no_index_it_says_so) {
  Searcher nowhere(files_, folder_.at("nowhere"));
  EXPECT_EQ(nowhere.search(kAll, {}).error().code, ErrorCode::kNotFound);
}

TEST_F(SearcherTest, goes_on_after_the_index_could_not_be_read_for_a_while) {
  add_days(1);
  EXPECT_EQ(titles(), "0");
  files_.fail(test::FileCall::kStatus, "XAPIANDB", EIO);
  EXPECT_EQ(searcher_.search(kAll, {}).error().code, ErrorCode::kIo);
  files_.heal();
  EXPECT_EQ(titles(), "0");
}

}  // namespace
}  // namespace quire::store
