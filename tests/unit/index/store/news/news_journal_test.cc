#include "index/store/news/news_journal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace quire::store {
namespace {

class Journal : public testing::Test {
 protected:
  Journal() { open({0, 0}); }

  bool open(const NewsJournal::Start& start) {
    journal_ = std::make_unique<NewsJournal>(folder_.at("news"));
    const auto incomplete = journal_->open(start);
    EXPECT_TRUE(incomplete.ok());
    return *incomplete;
  }
  std::uint64_t write(std::vector<ArticleMark> marks, UnixSeconds now = 1000) {
    const auto last = journal_->write(marks, now);
    EXPECT_TRUE(last.ok());
    journal_->accept();
    return *last;
  }
  [[nodiscard]] std::vector<std::uint64_t> ids_after(std::uint64_t since) const {
    std::vector<std::uint64_t> ids;
    for (const News& news : journal_->after(since, UINT64_MAX, 100).news) ids.push_back(news.id);
    return ids;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<NewsJournal> journal_;
};

using Ids = std::vector<std::uint64_t>;

TEST_F(Journal, new_articles_get_one_number_after_the_other) {
  EXPECT_EQ(write({{7, 1, 1}, {8, 1, 1}}), 2U);
  EXPECT_EQ(write({{9, 1, 1}}), 3U);
  EXPECT_EQ(ids_after(0), (Ids{7, 8, 9}));
  EXPECT_EQ(ids_after(2), Ids{9});
}

TEST_F(Journal, an_article_of_another_text_is_news_again_and_of_the_same_text_or_bytes_is_not) {
  write({{7, 1, 1}, {8, 1, 1}, {9, 1, 1}});
  EXPECT_EQ(write({{7, 1, 2}, {8, 2, 1}, {9, 2, 2}}), 4U);
  const auto news = journal_->after(3, UINT64_MAX, 100).news;
  ASSERT_EQ(news.size(), 1U);
  EXPECT_EQ(news[0].id, 9U);
  EXPECT_TRUE(news[0].updated);
  EXPECT_EQ(ids_after(0), (Ids{7, 8, 9}));
}

TEST_F(Journal, what_was_changed_later_than_is_asked_for_is_told_as_it_was) {
  write({{7, 1, 1}});
  write({{7, 2, 2}});
  EXPECT_EQ(journal_->after(0, 1, 100).news.size(), 1U);
}

TEST_F(Journal, numbers_are_there_after_a_restart) {
  write({{7, 1, 1}, {8, 1, 1}});
  EXPECT_FALSE(open({2, 10'000}));
  EXPECT_EQ(ids_after(0), (Ids{7, 8}));
}

TEST_F(Journal, what_the_index_does_not_have_never_was) {
  write({{7, 1, 1}});
  write({{8, 1, 1}});
  open({1, 0});
  EXPECT_EQ(ids_after(0), Ids{7});
  EXPECT_EQ(write({{8, 1, 1}}), 2U);
  open({2, 0});
  EXPECT_EQ(ids_after(0), (Ids{7, 8}));
}

TEST_F(Journal, numbers_that_may_have_been_given_are_not_given_again) {
  write({{7, 1, 1}});
  open({1, 10'000});
  EXPECT_EQ(write({{8, 1, 1}}), 10'001U);
}

TEST_F(Journal, a_discarded_batch_leaves_no_trace) {
  write({{7, 1, 1}});
  ASSERT_TRUE(journal_->write(std::vector<ArticleMark>{{8, 1, 1}, {9, 1, 1}}, 1000).ok());
  journal_->discard();
  EXPECT_EQ(write({{10, 1, 1}}), 2U);
  open({2, 0});
  EXPECT_EQ(ids_after(0), (Ids{7, 10}));
}

TEST_F(Journal, a_torn_end_is_dropped_and_told) {
  write({{7, 1, 1}});
  write({{8, 1, 1}});
  std::filesystem::resize_file(folder_.at("news"),
                               std::filesystem::file_size(folder_.at("news")) - 5);
  EXPECT_TRUE(open({2, 10'000}));
  EXPECT_EQ(ids_after(0), Ids{7});
}

TEST_F(Journal, articles_that_were_known_are_no_news_until_their_bytes_change) {
  const std::vector<ArticleMark> known = {{7, 0, 1}};
  ASSERT_TRUE(journal_->know(known, 0).ok());
  EXPECT_FALSE(journal_->is_news({7, 5, 1}));
  EXPECT_TRUE(journal_->is_news({7, 5, 2}));
  EXPECT_EQ(ids_after(0), Ids{});
}

TEST_F(Journal, a_time_is_found_by_what_was_given_before_it) {
  write({{7, 1, 1}}, 1000);
  write({{8, 1, 1}}, 2000);
  EXPECT_EQ(journal_->before(1000), 0U);
  EXPECT_EQ(journal_->before(1001), 1U);
  EXPECT_EQ(journal_->before(2001), 2U);
}

}  // namespace
}  // namespace quire::store
