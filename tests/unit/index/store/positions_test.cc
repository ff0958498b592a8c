#include <gtest/gtest.h>

#include "index/store/schema.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

class PositionsTest : public LibraryFixture {
 protected:
  void SetUp() override {
    library_ = opened();
    ASSERT_TRUE(*library_->replace(
        prepared(key("a"), text("The last title words",
                                "First sentence ends. Second one begins here.\n\n"
                                "Another paragraph is re-elected."))));
    ASSERT_TRUE(library_->publish().ok());
  }

  // Whether the article has these terms in this order, with at most `window` places for them.
  [[nodiscard]] bool has_phrase(const std::vector<std::string>& terms, std::size_t window = 0) {
    const std::size_t places = window == 0 ? terms.size() : window;
    return !titles(Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                                 static_cast<Xapian::termcount>(places)))
                .empty();
  }
  [[nodiscard]] bool are_near(const std::string& a, const std::string& b, std::uint32_t window) {
    const std::vector<std::string> terms{a, b};
    return !titles(Xapian::Query(Xapian::Query::OP_NEAR, terms.begin(), terms.end(), window))
                .empty();
  }

  std::unique_ptr<Library> library_;
};

TEST_F(PositionsTest, words_of_a_sentence_are_a_phrase) {
  EXPECT_TRUE(has_phrase({"first", "sentence", "ends"}));
  EXPECT_FALSE(has_phrase({"sentence", "first"}));
  EXPECT_FALSE(has_phrase({"first", "ends"}));
}

TEST_F(PositionsTest, a_phrase_does_not_cross_a_sentence) {
  EXPECT_FALSE(has_phrase({"ends", "second"}));
  EXPECT_FALSE(are_near("ends", "second", kSentenceGap));
}

TEST_F(PositionsTest, sentences_of_a_paragraph_are_nearer_than_paragraphs) {
  EXPECT_TRUE(are_near("ends", "second", kParagraphGap));
  EXPECT_FALSE(are_near("here", "another", kParagraphGap));
}

TEST_F(PositionsTest, a_phrase_does_not_cross_from_the_title_into_the_body) {
  EXPECT_FALSE(has_phrase({"words", "first"}));
  EXPECT_FALSE(are_near("words", "first", kParagraphGap - 1));
}

TEST_F(PositionsTest, a_phrase_of_the_title_is_found_with_and_without_its_prefix) {
  EXPECT_TRUE(has_phrase({"last", "title"}));
  EXPECT_TRUE(has_phrase({"Slast", "Stitle"}));
  EXPECT_FALSE(has_phrase({"Sfirst", "Ssentence"}));
}

TEST_F(PositionsTest, a_compound_is_found_in_all_its_spellings) {
  EXPECT_TRUE(has_phrase({"re", "elected"}));
  EXPECT_TRUE(has_phrase({"is", "reelected"}));
  EXPECT_EQ(titles("Zreelect"), "The last title words");
  EXPECT_EQ(titles("Zelect"), "The last title words");
}

TEST_F(PositionsTest, fields_are_filters) {
  article::Article article = text("With fields");
  article.source = "Agence Caf\xC3\xA9";
  article.section = "World";
  article.place = "Lisbon";
  article.language = "pt";
  article.authors = {"A. Writer", "B. Writer"};
  article.tags = {"Docks"};
  article.url = "https://www.gazette.example/a";
  ASSERT_TRUE(*library_->replace(prepared(key("b"), article)));
  ASSERT_TRUE(library_->publish().ok());
  for (const char* term : {"XSOURCEagence cafe", "XSECTIONworld", "XPLACElisbon", "Lpt",
                           "Aa. writer", "Ab. writer", "Kdocks", "Hgazette.example"}) {
    EXPECT_EQ(titles(term), "With fields") << term;
  }
  for (const char* term : {"Y2018", "M201812", "D20181204"}) {
    EXPECT_EQ(titles(term), "The last title words | With fields") << term;
  }
}

TEST_F(PositionsTest, the_document_carries_its_identity) {
  EXPECT_EQ(titles("Pwire/a"), "The last title words");
  EXPECT_EQ(titles("Q" + article::article_id(key("a"), 0)), "The last title words");
}

}  // namespace
}  // namespace quire::store
