// By date out of so many articles that not all are looked at, in a library: several segments,
// articles that were removed, stories, and articles that are dated at the epoch.

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "index/base/format.h"
#include "index/base/random.h"
#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

constexpr int kArticles = 7000;  // at least 5000 of which are left
constexpr int kPublished = 1000;
constexpr int kDays = 50;

struct Known {
  std::string title;
  UnixSeconds published = 0;
  int story = 0;
};

class NewestOfMany : public LiveLibraryFixture {
 protected:
  void SetUp() override {
    LiveLibraryFixture::SetUp();
    for (int i = 0; i < kArticles; ++i) {
      add_one(i);
      if (i % kPublished == kPublished - 1) publish_and_seal();
    }
    remove_some();
    publish_and_seal();
  }

  // Two and two are versions of one story.
  void add_one(int number) {
    Known one{std::to_string(number), 0, number / 2};
    const auto second = static_cast<UnixSeconds>(random_.below(kDays * 1440)) * 60;
    if (number % 100 != 0) one.published = static_cast<UnixSeconds>(kNoon) + second + number % 60;
    article::Article article = text(one.title, "border");
    article.published = one.published;
    article.published_zone = 3600 * (static_cast<std::int32_t>(random_.below(26)) - 12);
    article.guid = format("urn:{}", one.story);
    add(one.title, std::move(article));
    known_.push_back(std::move(one));
  }
  void remove_some() {
    std::vector<Known> left;
    for (Known& one : known_) {
      if (random_.below(5) == 0) {
        ASSERT_TRUE(*library_->remove(key(one.title)));
      } else {
        left.push_back(std::move(one));
      }
    }
    known_ = std::move(left);
  }
  void publish_and_seal() {
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
  }

  // When the articles of a page were published.
  [[nodiscard]] std::vector<UnixSeconds> expected(Sort sort, bool once_a_story, std::size_t offset,
                                                  std::size_t limit) {
    std::stable_sort(known_.begin(), known_.end(), [&](const Known& a, const Known& b) {
      return sort == Sort::kNewest ? a.published > b.published : a.published < b.published;
    });
    std::set<int> told;
    std::vector<UnixSeconds> dates;
    for (const Known& one : known_) {
      if (once_a_story && !told.insert(one.story).second) continue;
      dates.push_back(one.published);
    }
    const auto begin = dates.begin() + static_cast<std::ptrdiff_t>(offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(limit)};
  }
  [[nodiscard]] std::vector<UnixSeconds> found(const SearchOptions& options) {
    const auto result = live_->search(Xapian::Query("Zborder"), options);
    if (!result) ADD_FAILURE() << describe(result.error());
    std::vector<UnixSeconds> dates;
    if (!result) return dates;
    for (const FoundArticle& one : result->articles) dates.push_back(one.stored.article.published);
    return dates;
  }

  Random random_{5};
  std::vector<Known> known_;
};

TEST_F(NewestOfMany, are_those_that_a_look_at_all_would_give) {
  for (const Sort sort : {Sort::kNewest, Sort::kOldest}) {
    for (const bool once_a_story : {false, true}) {
      for (const std::uint32_t offset : {0U, 9U, 120U}) {
        SearchOptions options;
        options.sort = sort;
        options.once_a_story = once_a_story;
        options.offset = offset;
        options.limit = 12;
        EXPECT_EQ(found(options), expected(sort, once_a_story, offset, options.limit))
            << static_cast<int>(sort) << once_a_story << offset;
      }
    }
  }
}

}  // namespace
}  // namespace quire::store
