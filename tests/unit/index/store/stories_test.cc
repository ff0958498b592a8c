// Stories in a library: whatever comes, goes, is merged, rebuilt or lost.

#include <gtest/gtest.h>

#include "index/base/format.h"
#include "index/store/format/schema.h"
#include "index/store/segments/merge.h"
#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

std::string report(const std::string& seed, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += format("{}{} ", seed, i);
  return text + "\n";
}

class LibraryStories : public LiveLibraryFixture {
 protected:
  void add_report(const std::string& name, const std::string& body, UnixSeconds when) {
    article::Article article = text("Report " + name, body);
    article.published = when;
    add(name, std::move(article));
  }
  static std::string id(const std::string& name) { return article::article_id(key(name), 0); }
  // The id of the article's story; "" when it stands alone.
  std::string story(const std::string& name) {
    const auto found = live_->story_of(id(name));
    return found ? story::to_id(found->id()) : "";
  }
  std::vector<std::string> shown(bool once_a_story, std::uint32_t offset = 0,
                                 std::uint32_t limit = 10) {
    SearchOptions options;
    options.sort = Sort::kNewest;
    options.once_a_story = once_a_story;
    options.offset = offset;
    options.limit = limit;
    const auto result = live_->search(Xapian::Query(std::string(kArticleTerm)), options);
    std::vector<std::string> titles;
    if (!result) return {"!" + result.error().message};
    for (const FoundArticle& one : result->articles) titles.push_back(one.stored.article.title);
    return titles;
  }
  void add_named(const std::string& name, const std::string& status, UnixSeconds when) {
    article::Article article = text("Report " + name, report("named" + name, 100));
    article.published = when;
    article.guid = "urn:1";
    article.status = status;
    add(name, std::move(article));
  }
  void open_with(LibraryOptions options) {
    live_.reset();
    library_.reset();
    options.path = index();
    options.boot_id = "boot-1";
    library_ = *Library::open(files_, options);
    live_.emplace(files_, index(), library_->live_view());
  }
  // Whose stories are found bit by bit.
  void open_large() {
    LibraryOptions options;
    options.stories_at_once = 0;
    options.fresh_documents = 1;
    open_with(options);
  }
  void learn_all() {
    while (!library_->knows_all_stories()) {
      ASSERT_TRUE(library_->learn_stories(std::chrono::milliseconds(0)));
    }
  }
  using Titles = std::vector<std::string>;
};

TEST_F(LibraryStories, are_found_in_one_publish_and_over_several) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 95), 20);
  publish();
  add_report("c", report("flood", 90), 30);
  publish();
  EXPECT_EQ(story("a"), id("a"));
  EXPECT_EQ(story("c"), id("a"));
}

TEST_F(LibraryStories, a_search_shows_each_once_by_its_best_article) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("storm", 100), 20);
  add_report("c", report("flood", 95), 30);
  publish();
  EXPECT_EQ(shown(true), (Titles{"Report c", "Report b"}));
  EXPECT_EQ(shown(false), (Titles{"Report c", "Report b", "Report a"}));
}

TEST_F(LibraryStories, a_page_is_full_however_many_versions_stand_before_it) {
  for (int i = 0; i < 60; ++i) add_report(format("flood{}", i), report("flood", 100), 1000 + i);
  for (int i = 0; i < 5; ++i) add_report(format("other{}", i), report(format("x{}y", i), 100), i);
  publish();
  EXPECT_EQ(shown(true, 0, 3), (Titles{"Report flood59", "Report other4", "Report other3"}));
  EXPECT_EQ(shown(true, 2, 2), (Titles{"Report other3", "Report other2"}));
}

TEST_F(LibraryStories, without_its_first_article_a_story_goes_on_as_the_next_ones) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 95), 20);
  add_report("c", report("flood", 90), 30);
  publish();
  ASSERT_TRUE(*library_->remove(key("a")));
  publish();
  EXPECT_EQ(story("a"), "");
  EXPECT_EQ(story("c"), id("b"));
}

TEST_F(LibraryStories, a_replaced_article_leaves_the_story_of_its_old_text) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 95), 20);
  publish();
  add("b", text("Report b", report("storm", 100)), 2);
  publish();
  EXPECT_EQ(story("a"), "");
}

TEST_F(LibraryStories, are_the_same_after_a_restart_and_in_another_order) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 95), 20);
  publish();
  open_sealing_at(500);
  EXPECT_EQ(story("b"), id("a"));
  ASSERT_TRUE(*library_->remove(key("a")));
  publish();
  add_report("a", report("flood", 100), 10);
  publish();
  EXPECT_EQ(story("b"), id("a"));
}

TEST_F(LibraryStories, do_not_care_for_seals_and_merges) {
  open_sealing_at(1);
  for (int i = 0; i < 12; ++i) {
    add_report(format("a{}", i), report("flood", 100 - static_cast<std::size_t>(i)), 10 + i);
    publish();
    ASSERT_TRUE(library_->seal_if_large());
  }
  const auto plan = library_->plan_merge();
  ASSERT_TRUE(plan);
  ASSERT_TRUE(library_->finish_merge(*plan, merge_segments(files_, *plan)));
  ASSERT_TRUE(*library_->remove(key("a0")));
  add_report("late", report("flood", 99), 100);
  publish();
  EXPECT_EQ(story("late"), id("a1"));
  EXPECT_EQ(live_->story_of(id("late"))->members.size(), 12U);
}

TEST_F(LibraryStories, of_a_failed_publish_are_as_they_were) {
  add_report("a", report("flood", 100), 10);
  publish();
  add_report("b", report("flood", 95), 20);
  library_.reset();
  open_sealing_at(500);
  EXPECT_EQ(story("a"), "");
}

TEST_F(LibraryStories, a_rebuild_has_the_same_ones) {
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 95), 20);
  publish();
  auto builder = *BulkBuilder::create({"en"});
  ASSERT_TRUE(library_->begin_rebuild());
  for (const char* name : {"b", "a"}) {
    article::Article article = text("Report", report("flood", *name == 'a' ? 100 : 95));
    article.published = *name == 'a' ? 10 : 20;
    std::vector<article::Article> articles;
    articles.push_back(std::move(article));
    builder.add(key(name), state(2), std::move(articles));
  }
  const auto built = builder.write(files_, library_->building_path("one"));
  ASSERT_TRUE(built);
  ASSERT_TRUE(library_->adopt(*built, {false, false}, Read::kForced, true));
  ASSERT_TRUE(library_->finish_rebuild());
  EXPECT_EQ(story("b"), id("a"));
}

TEST_F(LibraryStories, of_a_large_library_are_found_bit_by_bit) {
  open_sealing_at(1);
  for (int i = 0; i < 5; ++i) {
    add_report(format("a{}", i), report("flood", 100 - static_cast<std::size_t>(i)), 10 + i);
    publish();
    ASSERT_TRUE(library_->seal_if_large());
  }
  open_large();
  EXPECT_FALSE(library_->knows_all_stories());
  EXPECT_EQ(story("a0"), "");
  learn_all();
  EXPECT_EQ(live_->story_of(id("a0"))->members.size(), 5U);
}

TEST_F(LibraryStories, what_comes_goes_and_is_merged_while_they_are_found_is_not_lost) {
  open_sealing_at(1);
  for (int i = 0; i < 12; ++i) {
    add_report(format("a{}", i), report("flood", 100 - static_cast<std::size_t>(i)), 10 + i);
    publish();
    ASSERT_TRUE(library_->seal_if_large());
  }
  open_large();
  ASSERT_TRUE(library_->learn_stories(std::chrono::milliseconds(0)));
  ASSERT_TRUE(*library_->remove(key("a0")));
  add("a1", text("Report a1", report("storm", 100)), 2);
  add_report("late", report("flood", 99), 100);
  publish();
  const auto plan = library_->plan_merge();
  ASSERT_TRUE(plan);
  ASSERT_TRUE(library_->finish_merge(*plan, merge_segments(files_, *plan)));
  learn_all();
  EXPECT_EQ(story("late"), id("a2"));
  EXPECT_EQ(live_->story_of(id("late"))->members.size(), 11U);
  EXPECT_EQ(story("a1"), "");
}

TEST_F(LibraryStories, withdrawals_are_known_before_the_other_stories_of_a_large_library) {
  open_sealing_at(1);
  add_named("a", "", 10);
  publish();
  ASSERT_TRUE(library_->seal_if_large());
  add_named("b", "canceled", 20);
  add_report("c", report("flood", 100), 15);
  publish();
  ASSERT_TRUE(library_->seal_if_large());
  open_large();
  EXPECT_FALSE(library_->knows_all_stories());
  EXPECT_EQ(shown(true), (Titles{"Report c"}));
  learn_all();
  EXPECT_EQ(shown(true), (Titles{"Report c"}));
  EXPECT_EQ(shown(false), (Titles{"Report b", "Report c", "Report a"}));
}

TEST_F(LibraryStories, can_be_done_without) {
  LibraryOptions options;
  options.story_contained = 0;
  open_with(options);
  add_report("a", report("flood", 100), 10);
  add_report("b", report("flood", 100), 20);
  publish();
  EXPECT_EQ(story("b"), "");
}

}  // namespace
}  // namespace quire::store
