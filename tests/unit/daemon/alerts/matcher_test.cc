#include "daemon/alerts/matcher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "index/base/format.h"
#include "index/extract/extract.h"
#include "index/store/library.h"
#include "tests/support/temporary_folder.h"

namespace quire::alerts {
namespace {

using Numbers = std::vector<std::uint64_t>;

Numbers numbers_of(const std::vector<Match>& matches) {
  Numbers numbers;
  for (const Match& match : matches) numbers.push_back(match.number);
  return numbers;
}

// With a library that tests publish to, and the loop's part played by hand. A hit is the article's
// title.
class MatcherTest : public testing::Test {
 protected:
  MatcherTest() {
    MatcherOptions options;
    options.index = folder_.at("index");
    options.live = library_->live_view();
    options.batch = 500;
    options.render = [this](const store::StoredArticle& article, text::Stemmers&) {
      ++rendered_;
      return [title = article.article.title](const text::MatchTerms&) { return title; };
    };
    matcher_.emplace(files_, std::move(options), *text::Stemmers::create({"en"}), tasks_,
                     [this](std::vector<Match> matches) { delivered_.push_back(matches); });
  }

  // Each has the next number and is about walruses.
  void publish(int articles = 1) {
    for (int i = 0; i < articles; ++i) {
      const std::string name = format("{}.txt", ++published_);
      const article::FileKey key{"wire", name};
      auto content = files_.read(folder_.write(name, format("walrus {}\n\nSeen.", published_)), 99);
      const auto state = store::file_state(content->status);
      const auto prepared =
          builder_->prepare(key, state, *extract::articles_in(key, *std::move(content)));
      ASSERT_TRUE(library_->replace(prepared).ok());
    }
    ASSERT_TRUE(library_->publish().ok());
  }
  void subscribe(std::uint64_t id, std::uint64_t outlet, const std::string& query = "walrus") {
    auto standing = query::StandingQuery::read(query, {stemmers_, {}});
    matcher_->add(id, outlet, *std::move(standing), 0);
  }
  // So much that all there is to do is done.
  void work() {
    for (int i = 0; i < 20; ++i) {
      ASSERT_TRUE(tasks_.push([](Matcher&) {}));  // a step without work waits for one
      ASSERT_TRUE(matcher_->step());
    }
  }
  void take_all() { matcher_->taken({}); }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  std::optional<store::SegmentBuilder> builder_ = *store::SegmentBuilder::create({"en"});
  std::unique_ptr<store::Library> library_ =
      *store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
  text::Stemmers stemmers_ = *text::Stemmers::create({"en"});
  BoundedQueue<MatcherTask> tasks_{100};
  std::optional<Matcher> matcher_;
  std::vector<std::vector<Match>> delivered_;
  int published_ = 0;
  int rendered_ = 0;
};

TEST_F(MatcherTest, an_article_is_read_once_for_all_that_it_matches) {
  for (const std::uint64_t id : {1U, 2U, 3U}) subscribe(id, 1);
  publish(2);
  work();
  ASSERT_EQ(delivered_.size(), 1U);
  EXPECT_EQ(numbers_of(delivered_[0]), (Numbers{1, 1, 1, 2, 2, 2}));
  EXPECT_EQ(delivered_[0][5].hit, "walrus 2");
  EXPECT_EQ(rendered_, 2);
}

TEST_F(MatcherTest, what_does_not_match_is_not_told) {
  subscribe(1, 1, "walrus -seen");
  publish();
  work();
  EXPECT_TRUE(delivered_.empty());
  EXPECT_EQ(matcher_->positions({1}), (std::map<std::uint64_t, std::uint64_t>{{1, 1}}));
}

TEST_F(MatcherTest, the_next_delivery_waits_until_the_last_has_been_taken) {
  subscribe(1, 1);
  publish(300);
  work();
  ASSERT_EQ(delivered_.size(), 1U);
  EXPECT_TRUE(matcher_->positions({1}).empty());
  take_all();
  work();
  ASSERT_EQ(delivered_.size(), 2U);
  EXPECT_EQ(delivered_[1].front().number, delivered_[0].back().number + 1);
  EXPECT_EQ(delivered_[1].back().number, 300U);
}

TEST_F(MatcherTest, an_outlet_with_few_matches_does_not_wait_for_one_with_many) {
  subscribe(1, 1);
  subscribe(2, 2, "\"walrus 400\"");
  publish(400);
  work();
  ASSERT_EQ(delivered_.size(), 1U);
  EXPECT_EQ(delivered_[0].back().subscription, 2U);
}

TEST_F(MatcherTest, more_outlets_than_one_delivery_has_room_for_take_turns) {
  constexpr std::uint64_t kOutlets = 20;
  for (std::uint64_t id = 1; id <= kOutlets; ++id) subscribe(id, id);
  publish(40);
  work();
  take_all();
  work();
  ASSERT_EQ(delivered_.size(), 2U);
  std::set<std::uint64_t> served;
  for (const auto& matches : delivered_) {
    for (const Match& match : matches) served.insert(match.subscription);
  }
  EXPECT_EQ(served.size(), kOutlets);
}

TEST_F(MatcherTest, what_was_refused_comes_again_in_order_once_its_outlet_is_open) {
  subscribe(1, 1);
  publish(3);
  work();
  matcher_->close_outlet(1);
  const std::vector<Match> all = delivered_.at(0);
  matcher_->taken({all.begin() + 1, all.end()});
  publish();
  work();
  EXPECT_EQ(delivered_.size(), 1U);
  matcher_->open_outlet(1);
  work();
  ASSERT_EQ(delivered_.size(), 2U);
  EXPECT_EQ(numbers_of(delivered_[1]), (Numbers{2, 3, 4}));
}

TEST_F(MatcherTest, what_waits_for_one_that_has_ended_is_passed_over) {
  subscribe(1, 1);
  subscribe(2, 1);
  matcher_->close_outlet(1);
  publish(2);
  work();
  matcher_->remove(1);
  matcher_->open_outlet(1);
  work();
  ASSERT_EQ(delivered_.size(), 1U);
  for (const Match& match : delivered_[0]) EXPECT_EQ(match.subscription, 2U);
  EXPECT_EQ(numbers_of(delivered_[0]), (Numbers{1, 2}));
}

// More than an outlet may have waiting: matching goes on when there is room again.
TEST_F(MatcherTest, who_takes_nothing_for_a_long_time_is_told_each_match_once) {
  subscribe(1, 1);
  matcher_->close_outlet(1);
  publish(2500);
  work();
  EXPECT_TRUE(delivered_.empty());
  matcher_->open_outlet(1);
  Numbers told;
  for (std::size_t seen = 0; seen <= delivered_.size() && told.size() < 2500; ++seen) {
    work();
    if (seen == delivered_.size()) break;
    const Numbers more = numbers_of(delivered_[seen]);
    told.insert(told.end(), more.begin(), more.end());
    take_all();
  }
  ASSERT_EQ(told.size(), 2500U);
  for (std::uint64_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i], i + 1);
}

// Who comes back is behind the others, which are up to date: what is published while it catches up
// is told to all of them, and once.
TEST_F(MatcherTest, what_is_published_while_somebody_catches_up_is_told_once) {
  constexpr std::uint64_t kArticles = 400;
  subscribe(1, 1);
  std::atomic<bool> published = false;
  std::thread publisher([&] {
    for (std::uint64_t i = 0; i < kArticles; ++i) publish();
    published = true;
  });
  std::uint64_t last = 0;
  std::size_t seen = 0;
  for (std::uint64_t id = 2; !published || last < kArticles; ++id) {
    subscribe(id, id);
    ASSERT_TRUE(tasks_.push([](Matcher&) {}));  // a step without work waits for one
    ASSERT_TRUE(matcher_->step());
    matcher_->remove(id);
    for (; seen < delivered_.size(); ++seen) {
      for (const Match& match : delivered_[seen]) {
        if (match.subscription != 1) continue;
        EXPECT_EQ(match.number, last + 1);
        last = match.number;
      }
      take_all();
    }
  }
  publisher.join();
  EXPECT_EQ(last, kArticles);
}

// More than an outlet may have of one batch: some of its subscriptions have to wait for the next.
TEST_F(MatcherTest, an_outlet_with_very_many_subscriptions_is_told_all_that_each_matches) {
  constexpr std::uint64_t kSubscriptions = 600;
  constexpr std::uint64_t kArticles = 450;
  for (std::uint64_t id = 1; id <= kSubscriptions; ++id) subscribe(id, 1);
  publish(kArticles);
  std::vector<std::uint64_t> last(kSubscriptions + 1);
  std::size_t told = 0;
  for (std::size_t seen = 0; told < kSubscriptions * kArticles; ++seen) {
    for (int i = 0; i < 3 && delivered_.size() == seen; ++i) work();
    ASSERT_GT(delivered_.size(), seen) << told;
    for (const Match& match : delivered_[seen]) {
      EXPECT_EQ(match.number, ++last[match.subscription]);
    }
    told += delivered_[seen].size();
    delivered_[seen].clear();
    take_all();
  }
}

}  // namespace
}  // namespace quire::alerts
