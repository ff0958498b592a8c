#include <gtest/gtest.h>

#include "index/store/format/schema.h"
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

  // In the only article.
  [[nodiscard]] std::vector<std::uint32_t> positions_of(std::string_view term) {
    const Xapian::Database database(index());
    const Xapian::docid id = *database.postlist_begin(std::string(kArticleTerm));
    const std::string name(term);
    return {database.positionlist_begin(id, name), database.positionlist_end(id, name)};
  }

  std::unique_ptr<Library> library_;
};

TEST_F(PositionsTest, words_of_a_sentence_are_a_phrase) {
  EXPECT_TRUE(has_phrase({"first", "sentence", "ends"}));
  EXPECT_FALSE(has_phrase({"sentence", "first"}));
  EXPECT_FALSE(has_phrase({"first", "ends"}));
}

TEST_F(PositionsTest, a_phrase_goes_on_where_a_sentence_ends) {
  EXPECT_TRUE(has_phrase({"sentence", "ends", "second", "one"}));
}

TEST_F(PositionsTest, a_phrase_does_not_cross_a_paragraph) {
  EXPECT_FALSE(has_phrase({"here", "another"}));
  EXPECT_TRUE(are_near("here", "another", 2 + kParagraphGap));
}

TEST_F(PositionsTest, a_phrase_does_not_cross_from_the_title_into_the_body) {
  EXPECT_FALSE(has_phrase({"words", "first"}));
  EXPECT_TRUE(are_near("words", "first", 2 + kParagraphGap));
}

TEST_F(PositionsTest, the_beginnings_of_sentences_and_paragraphs_are_noted) {
  // The title has words 1 to 4, the body's begin at 6, 9 and 14.
  EXPECT_EQ(positions_of("first"), (std::vector<std::uint32_t>{6}));
  EXPECT_EQ(positions_of(kParagraphTerm), (std::vector<std::uint32_t>{6, 14}));
  EXPECT_EQ(positions_of(kSentenceTerm), (std::vector<std::uint32_t>{9}));
  EXPECT_EQ(positions_of("second"), (std::vector<std::uint32_t>{9}));
  EXPECT_EQ(positions_of("another"), (std::vector<std::uint32_t>{14}));
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
  article.url = "https://news.gazette.example/a";
  ASSERT_TRUE(*library_->replace(prepared(key("b"), article)));
  ASSERT_TRUE(library_->publish().ok());
  for (const char* term :
       {"XSOURCEagence cafe", "XSECTIONworld", "XPLACElisbon", "Lpt", "Aa. writer", "Ab. writer",
        "Kdocks", "Hnews.gazette.example", "Hgazette.example", "XBYwriter", "XSRCcafe", "XSECworld",
        "XPLClisbon", "XTAGdocks"}) {
    EXPECT_EQ(titles(term), "With fields") << term;
  }
  EXPECT_TRUE(has_phrase({"XSRCagence", "XSRCcafe"}));
  EXPECT_FALSE(has_phrase({"XBYwriter", "XBYb"}));
  for (const char* term : {"Y2018", "M201812", "D20181204"}) {
    EXPECT_EQ(titles(term), "The last title words | With fields") << term;
  }
}

TEST_F(PositionsTest, the_document_carries_its_identity) {
  EXPECT_EQ(titles("Pwire/a"), "The last title words");
  ASSERT_TRUE(*library_->replace(prepared(key("2018/12/b"), text("Further down"))));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(titles("XDIRwire/2018"), "Further down");
  EXPECT_EQ(titles("XDIRwire/2018/12"), "Further down");
  EXPECT_EQ(titles("Q" + article::article_id(key("a"), 0)), "The last title words");
}

}  // namespace
}  // namespace quire::store
