#include "index/extract/draft/finish.h"

#include <gtest/gtest.h>

namespace quire::extract {
namespace {

Paragraph paragraph(std::string text, std::uint32_t line = 1) {
  return {std::move(text), {{0, line, 1}}};
}

TEST(Finish, paragraphs_are_parted_by_empty_lines_and_know_their_lines) {
  Draft draft;
  draft.title = "  A\n title ";
  draft.paragraphs = {paragraph("One", 7), paragraph(" ", 8), paragraph("Two\nlines", 12)};
  const auto article = finish(draft, 5);
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->title, "A title");
  EXPECT_EQ(article->body, "One\n\nTwo\nlines\n");
  EXPECT_EQ(article->lines.original_of(0), 7U);
  EXPECT_EQ(article->lines.original_of(2), 12U);
}

TEST(Finish, without_a_title_the_first_paragraph_lends_its_beginning) {
  Draft draft;
  draft.paragraphs = {paragraph(std::string(100, 'a') + " " + std::string(100, 'b'))};
  const auto article = finish(draft, 5);
  EXPECT_EQ(article->title, std::string(100, 'a') + "\u2026");
  EXPECT_EQ(article->body.size(), 202U);
}

TEST(Finish, published_is_what_is_stated_or_the_files_time) {
  Draft draft;
  draft.title = "A";
  EXPECT_EQ(finish(draft, 5)->published, 5);
  draft.updated = 4;
  EXPECT_EQ(finish(draft, 5)->published, 4);
  draft.published = 3;
  EXPECT_EQ(finish(draft, 5)->published, 3);
}

TEST(Finish, a_tag_is_had_once) {
  Draft draft;
  draft.title = "A";
  draft.tags = {"Sea", " ", "Sky", "Sea "};
  EXPECT_EQ(finish(draft, 5)->tags, (std::vector<std::string>{"Sea", "Sky"}));
}

TEST(Finish, controls_are_no_text) {
  Draft draft;
  draft.title = "A";
  draft.paragraphs = {paragraph("x\x01\r\ny")};
  EXPECT_EQ(finish(draft, 5)->body, "x\ny\n");
}

TEST(Finish, nothing_is_no_article) {
  Draft draft;
  draft.paragraphs = {paragraph(" \n ")};
  EXPECT_EQ(finish(draft, 5).error().code, ErrorCode::kUnsupported);
}

TEST(Finish, fields_without_a_statement_are_empty) {
  Draft draft;
  draft.title = "A";
  draft.source = "/wire/";
  draft.place = "No-Data-Available";
  draft.section = "N/A";
  draft.agency = "Null and Sons";
  const auto article = finish(draft, 5);
  EXPECT_EQ(article->source, "wire");
  EXPECT_EQ(article->place, "");
  EXPECT_EQ(article->section, "");
  EXPECT_EQ(article->agency, "Null and Sons");
}

}  // namespace
}  // namespace quire::extract
