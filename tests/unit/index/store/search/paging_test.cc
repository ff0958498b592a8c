// Pages that follow each other while the library changes.

#include <gmock/gmock.h>

#include <map>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::IsEmpty;

constexpr UnixSeconds kDay = 86'400;

TEST(PageStart, by_relevance_remembers_all) {
  PageStart page;
  page.pass(Sort::kRelevance, "00000000000a0000", 7);
  page.pass(Sort::kRelevance, "00000000000b0000", 8);
  EXPECT_EQ(page, (PageStart{std::nullopt, {0xa, 0xb}}));
}

TEST(PageStart, by_date_remembers_those_of_the_last_second) {
  PageStart page;
  page.pass(Sort::kNewest, "00000000000a0000", 9);
  page.pass(Sort::kNewest, "00000000000b0000", 8);
  page.pass(Sort::kNewest, "00000000000c0000", 8);
  EXPECT_EQ(page, (PageStart{8, {0xb, 0xc}}));
}

class PagingTest : public LibraryFixture, public testing::WithParamInterface<Sort> {
 protected:
  void SetUp() override {
    LibraryOptions options;
    options.path = index();
    options.boot_id = "boot-1";
    options.fresh_documents = 4;
    auto library = Library::open(files_, options);
    ASSERT_TRUE(library.ok());
    library_ = *std::move(library);
    live_.emplace(files_, index(), library_->live_view());
  }

  // Three articles a day, so that pages end within a second.
  void add(int number) {
    article::Article article = text(std::to_string(number));
    article.body = "border";
    for (int i = 0; i < number % 5; ++i) article.body += " border and police";
    article.published = static_cast<UnixSeconds>(kNoon) + number / 3 * kDay;
    ASSERT_TRUE(*library_->replace(prepared(key(std::to_string(number)), std::move(article))));
  }
  void remove(int number) { ASSERT_TRUE(*library_->remove(key(std::to_string(number)))); }
  void publish() {
    ASSERT_TRUE(library_->publish().ok());
    ASSERT_TRUE(library_->seal_if_large().ok());
  }
  void merge_all() {
    while (const auto plan = library_->plan_merge()) {
      ASSERT_TRUE(library_->finish_merge(*plan, merge_segments(files_, *plan)).ok());
    }
  }

  // The titles of the next page; goes on behind it.
  std::vector<std::string> next_page(std::uint32_t limit = 4) {
    SearchOptions options;
    options.sort = GetParam();
    options.limit = limit;
    options.page = page_;
    auto result = live_->search(Xapian::Query("Zborder"), options);
    if (!result) ADD_FAILURE() << describe(result.error());
    std::vector<std::string> titles;
    if (!result) return titles;
    for (const FoundArticle& one : result->articles) {
      titles.push_back(one.stored.article.title);
      page_.pass(options.sort, one.stored.id, one.stored.article.published);
      ++times_shown_[titles.back()];
    }
    more_ = result->more;
    total_ = result->total;
    return titles;
  }

  PageStart page_;
  bool more_ = true;
  std::uint64_t total_ = 0;
  std::map<std::string, int> times_shown_;
  std::unique_ptr<Library> library_;
  std::optional<Searcher> live_;
};

TEST_P(PagingTest, the_pages_together_are_the_whole_in_its_order) {
  for (int i = 0; i < 30; ++i) add(i);
  publish();
  const auto whole = next_page(100);
  EXPECT_FALSE(more_);
  page_ = {};
  std::vector<std::string> pages;
  for (int i = 0; i < 8; ++i) {
    EXPECT_TRUE(more_ || i == 0);
    const auto page = next_page();
    pages.insert(pages.end(), page.begin(), page.end());
    EXPECT_EQ(total_, 30U);
  }
  EXPECT_FALSE(more_);
  EXPECT_EQ(pages, whole);
}

TEST_P(PagingTest, nothing_comes_twice_and_nothing_is_left_out_while_articles_come_and_go) {
  for (int i = 0; i < 40; ++i) {
    add(i);
    if (i % 7 == 0) publish();
  }
  publish();
  for (int turn = 0; more_; ++turn) {
    ASSERT_LT(turn, 50);
    next_page();
    for (int i = 0; i < 2; ++i) add(40 + 2 * turn + i);
    // What is removed on the way is among the last that were there from the beginning.
    if (turn < 4) remove(36 + turn);
    publish();
    if (turn % 2 == 0) merge_all();
    if (turn > 20) break;
  }
  for (int i = 0; i < 36; ++i) EXPECT_EQ(times_shown_[std::to_string(i)], 1) << i;
  for (const auto& [title, times] : times_shown_) EXPECT_EQ(times, 1) << title;
}

TEST_P(PagingTest, behind_the_last_there_is_nothing) {
  for (int i = 0; i < 4; ++i) add(i);
  publish();
  EXPECT_EQ(next_page().size(), 4U);
  EXPECT_FALSE(more_);
  EXPECT_THAT(next_page(), IsEmpty());
  EXPECT_FALSE(more_);
}

INSTANTIATE_TEST_SUITE_P(Orders, PagingTest,
                         testing::Values(Sort::kRelevance, Sort::kNewest, Sort::kOldest));

}  // namespace
}  // namespace quire::store
