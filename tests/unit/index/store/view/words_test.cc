// The words that a searcher knows of a library.

#include <gmock/gmock.h>

#include <optional>

#include "index/store/view/words_cache.h"
#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using vocabulary::Wildcard;

class WordsTest : public LiveLibraryFixture {
 protected:
  [[nodiscard]] std::shared_ptr<const vocabulary::Vocabulary> vocabulary() {
    auto words = live_->vocabulary();
    if (!words) ADD_FAILURE() << describe(words.error());
    return words ? *words
                 : std::make_shared<const vocabulary::Vocabulary>(
                       std::vector<std::shared_ptr<const vocabulary::WordSet>>{});
  }

  [[nodiscard]] std::vector<std::string> matching(std::string_view pattern) {
    std::vector<std::string> words;
    for (const auto& word : vocabulary()->expand(Wildcard(pattern)).words) {
      words.push_back(word.text);
    }
    return words;
  }
};

TEST_F(WordsTest, a_word_is_known_as_soon_as_it_is_published) {
  add("a", text("Caravan", "at the border"));
  EXPECT_THAT(matching("carav*"), IsEmpty());
  publish();
  EXPECT_THAT(matching("carav*"), ElementsAre("caravan"));
  add("b", text("Caravans", "at the border"));
  publish();
  EXPECT_THAT(matching("carav*"), ElementsAre("caravan", "caravans"));
}

TEST_F(WordsTest, articles_of_a_word_are_counted_over_publishes_and_segments) {
  open_sealing_at(3);
  for (int i = 0; i < 8; ++i) {
    add(std::to_string(i), text("Border", "the border"));
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
    EXPECT_EQ(vocabulary()->frequency("border"), static_cast<unsigned>(i + 1));
  }
}

TEST_F(WordsTest, only_words_of_title_and_body_are_words) {
  article::Article article = text("1989 Ærø", "the ñandú");
  article.source = "source";
  article.tags = {"tag"};
  add("path", std::move(article));
  publish();
  EXPECT_THAT(matching("*"), ElementsAre("1989", "aero", "nandu", "the"));
  ASSERT_TRUE(library_->close().ok());
  open_sealing_at(500);
  EXPECT_THAT(matching("*"), ElementsAre("1989", "aero", "nandu", "the"));
}

TEST_F(WordsTest, words_of_a_failed_publish_are_not_known) {
  add("a", text("Border"));
  publish();
  add("b", text("Caravan"));
  ASSERT_FALSE(library_->adopt({at("no such folder"), {}}, {}, Read::kChanged, false).ok());
  ASSERT_FALSE(library_->publish().ok());
  EXPECT_THAT(matching("*"), ElementsAre("border"));
  add("c", text("Migrants"));
  publish();
  EXPECT_THAT(matching("*"), ElementsAre("border", "migrants"));
}

TEST_F(WordsTest, a_searcher_of_another_process_knows_them_too) {
  add("a", text("Border"));
  publish();
  Searcher other(files_, index());
  EXPECT_EQ((*other.vocabulary())->frequency("border"), 1U);
  add("b", text("Borders"));
  publish();
  EXPECT_EQ((*other.vocabulary())->frequency("borders"), 1U);
}

TEST_F(WordsTest, the_vocabulary_stays_while_nothing_is_published) {
  add("a", text("Border"));
  publish();
  const auto before = vocabulary();
  EXPECT_EQ(vocabulary(), before);
  add("b", text("Borders"));
  publish();
  EXPECT_NE(vocabulary(), before);
}

TEST_F(WordsTest, segments_that_have_gone_are_forgotten) {
  open_sealing_at(1);
  for (const std::string name : {"a", "b", "c"}) {
    add(name, text(name));
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
  }
  const std::weak_ptr<const vocabulary::Vocabulary> before = vocabulary();
  ASSERT_TRUE(library_->begin_rebuild().ok());
  ASSERT_TRUE(library_->finish_rebuild().ok());
  EXPECT_THAT(matching("*"), IsEmpty());
  EXPECT_TRUE(before.expired());
}

TEST_F(WordsTest, who_asks_is_told_when_segments_come) {
  open_sealing_at(1);
  int told = 0;
  library_->live_view()->on_new_segments([&told] { ++told; });
  add("a", text("Border"));
  publish();
  EXPECT_EQ(told, 0);
  ASSERT_TRUE(library_->seal_if_large().ok());
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace quire::store
