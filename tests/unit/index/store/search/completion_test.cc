#include <gmock/gmock.h>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CompletionTest : public LibraryFixture {
 protected:
  void SetUp() override { library_ = opened(); }

  void add(const std::string& relative, article::Article article) {
    ASSERT_TRUE(*library_->replace(prepared(key(relative), std::move(article))));
    ASSERT_TRUE(library_->publish().ok());
  }
  static article::Article of_source(std::string source) {
    article::Article article = text("Title");
    article.source = std::move(source);
    return article;
  }

  // "value count" each.
  [[nodiscard]] std::vector<std::string> completed(ValueField field, std::string_view prefix,
                                                   std::size_t limit = 10) {
    auto found = searcher_.complete(field, prefix, limit);
    if (!found) return {"!" + found.error().message};
    std::vector<std::string> lines;
    for (const auto& value : *found) {
      lines.push_back(value.text + " " + std::to_string(value.articles));
    }
    return lines;
  }

  std::unique_ptr<Library> library_;
};

TEST_F(CompletionTest, gives_values_as_they_are_written_most_frequent_first) {
  add("a", of_source("Tagesbote"));
  add("b", of_source("The  Times"));
  add("c", of_source("The Times"));
  EXPECT_THAT(completed(ValueField::kSource, "t"), ElementsAre("The Times 2", "Tagesbote 1"));
  EXPECT_THAT(completed(ValueField::kSource, "t", 1), ElementsAre("The Times 2"));
  EXPECT_THAT(completed(ValueField::kSource, ""), ElementsAre("The Times 2", "Tagesbote 1"));
}

TEST_F(CompletionTest, case_and_accents_of_the_prefix_do_not_matter) {
  add("a", of_source("Échos du Nord"));
  EXPECT_THAT(completed(ValueField::kSource, "ECHOS  du"), ElementsAre("Échos du Nord 1"));
}

TEST_F(CompletionTest, a_prefix_may_begin_any_word_of_the_value) {
  article::Article article = text("Title");
  article.authors = {"Ana O'Brien-Smith", "Bo Oberlin"};
  add("a", std::move(article));
  EXPECT_THAT(completed(ValueField::kAuthor, "ob"), ElementsAre("Bo Oberlin 1"));
  EXPECT_THAT(completed(ValueField::kAuthor, "smi"), ElementsAre("Ana O'Brien-Smith 1"));
  EXPECT_THAT(completed(ValueField::kAuthor, "rien"), IsEmpty());
}

TEST_F(CompletionTest, each_field_has_values_of_its_own) {
  article::Article article = of_source("Wire");
  article.section = "World";
  article.authors = {"Will"};
  article.place = "Warsaw";
  article.language = "wo";
  article.tags = {"war", "water"};
  add("a", std::move(article));
  EXPECT_THAT(completed(ValueField::kSource, "w"), ElementsAre("Wire 1"));
  EXPECT_THAT(completed(ValueField::kSection, "w"), ElementsAre("World 1"));
  EXPECT_THAT(completed(ValueField::kAuthor, "w"), ElementsAre("Will 1"));
  EXPECT_THAT(completed(ValueField::kPlace, "w"), ElementsAre("Warsaw 1"));
  EXPECT_THAT(completed(ValueField::kLanguage, "w"), ElementsAre("wo 1"));
  EXPECT_THAT(completed(ValueField::kTag, "w"), ElementsAre("war 1", "water 1"));
}

TEST_F(CompletionTest, a_value_that_no_article_has_any_more_is_not_given) {
  add("a", of_source("Wire"));
  ASSERT_TRUE(*library_->remove(key("a")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(completed(ValueField::kSource, "w"), IsEmpty());
}

TEST_F(CompletionTest, values_of_all_segments_and_publishes_are_counted) {
  Searcher live(files_, index(), library_->live_view());
  for (const std::string name : {"a", "b", "c"}) {
    add(name, of_source("Wire"));
    const auto found = live.complete(ValueField::kSource, "w", 10);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().articles, static_cast<unsigned>(name[0] - 'a' + 1));
  }
}

}  // namespace
}  // namespace quire::store
