#include "index/extract/plain_text.h"

#include <gtest/gtest.h>

#include "index/base/utf8.h"
#include "index/extract/clean/clean.h"
#include "index/extract/draft/finish.h"

namespace quire::extract {
namespace {

using article::Article;

constexpr UnixSeconds kFileTime = 1'500'000'000;
constexpr UnixSeconds kDecember4 = 1'543'881'600;  // 2018-12-04T00:00:00Z

Article finished(std::string text, bool markdown) {
  auto draft = read_plain_text(std::move(text), markdown);
  EXPECT_TRUE(draft.ok());
  if (!draft) return {};
  clean(*draft);
  auto article = finish(*std::move(draft), kFileTime);
  EXPECT_TRUE(article.ok());
  return article ? *std::move(article) : Article{};
}

Article read(std::string text) { return finished(std::move(text), false); }
Article read_markdown(std::string text) { return finished(std::move(text), true); }

TEST(PlainText, the_first_line_is_the_title_and_the_rest_the_body) {
  const Article article = read("The title\n\nFirst.\n\nSecond.\n");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.title_line, 1U);
  EXPECT_EQ(article.body, "First.\n\nSecond.\n");
}

TEST(PlainText, blank_lines_before_the_title_count_as_lines) {
  const Article article = read("\n \t\n  The   title \n\nText\nmore\n");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.title_line, 3U);
  EXPECT_EQ(article.body, "Text\nmore\n");
  EXPECT_EQ(article.lines.original_of(0), 5U);
  EXPECT_EQ(article.lines.original_of(1), 6U);
}

TEST(PlainText, a_title_alone_has_no_body) {
  EXPECT_EQ(read("The title").body, "");
  EXPECT_EQ(read("The title\n\n").body, "");
}

TEST(PlainText, line_ends_of_every_system_are_one) {
  const Article windows = read("The title\r\n\r\nOne\r\nTwo\r\n");
  EXPECT_EQ(windows.title, "The title");
  EXPECT_EQ(windows.body, "One\nTwo\n");
  EXPECT_EQ(windows.lines.original_of(1), 4U);
  EXPECT_EQ(read("The title\rOne\rTwo").body, "One\nTwo\n");
}

TEST(PlainText, a_first_line_that_is_too_long_for_a_title_is_in_the_body_too) {
  std::string line;
  for (int i = 0; i < 301; ++i) line += "\xC3\xA9";
  const Article article = read("\n" + line + "\nmore");
  // With the sign that something is missing.
  EXPECT_EQ(count_code_points(article.title), 301U);
  EXPECT_EQ(article.body, line + "\n\nmore\n");
  EXPECT_EQ(article.title_line, 2U);
  EXPECT_EQ(article.lines.original_of(0), 2U);
}

TEST(PlainText, a_first_line_as_long_as_a_title_may_be_is_the_title) {
  const Article article = read(std::string(300, 'x') + "\nmore");
  EXPECT_EQ(article.title, std::string(300, 'x'));
  EXPECT_EQ(article.body, "more\n");
}

TEST(PlainText, white_space_of_other_scripts_is_no_title) {
  const Article article = read("\u00A0\u3000\nThe title\n\u2003\nText");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.title_line, 2U);
  EXPECT_EQ(article.body, "Text\n");
}

TEST(PlainText, nothing_but_white_space_is_refused) {
  for (const char* text : {"", " ", "\n\n\r\n\t", "\u00A0\n\u3000\u2028"}) {
    const auto article = read_plain_text(text, false);
    ASSERT_FALSE(article.ok());
    EXPECT_EQ(article.error().code, ErrorCode::kUnsupported);
    EXPECT_EQ(article.error().message, "holds no text");
  }
}

TEST(PlainText, marks_of_markdown_stay) {
  EXPECT_EQ(read("# The title #\n").title, "# The title #");
}

TEST(Markdown, a_heading_loses_its_marks) {
  EXPECT_EQ(read_markdown("# The title\n").title, "The title");
  EXPECT_EQ(read_markdown("### The title ###\n").title, "The title");
  EXPECT_EQ(read_markdown("###### The C# title\n").title, "The C# title");
}

TEST(Markdown, what_is_no_heading_keeps_its_marks) {
  EXPECT_EQ(read_markdown("#hashtag news\n").title, "#hashtag news");
  EXPECT_EQ(read_markdown("####### seven\n").title, "####### seven");
  EXPECT_EQ(read_markdown("No heading #\n").title, "No heading #");
}

TEST(Markdown, an_empty_heading_is_no_title) {
  const Article article = read_markdown("# \n##\n# #\nThe title\nText");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.title_line, 4U);
  EXPECT_EQ(article.body, "Text\n");
}

TEST(Markdown, nothing_but_marks_is_refused) {
  EXPECT_EQ(read_plain_text("# \n##\n", true).error().message, "holds no text");
}

TEST(PlainText, is_published_when_the_file_was_written) {
  const Article article = read("The title\nText");
  EXPECT_EQ(article.published, kFileTime);
  EXPECT_EQ(article.updated, std::nullopt);
}

TEST(PlainText, is_published_when_it_says_so) {
  const Article article = read("The title\nPublished: 2018-12-04\nUpdated: 2018-12-05\nText");
  EXPECT_EQ(article.published, kDecember4);
  EXPECT_EQ(article.updated, kDecember4 + 86'400);
}

TEST(PlainText, is_published_at_the_date_of_its_dateline) {
  EXPECT_EQ(read("The title\n\nLISBON, Dec. 4, 2018 (Agency) - Text").published, kDecember4);
}

TEST(PlainText, blank_lines_part_paragraphs_and_lines_keep_their_places) {
  const Article article = read("The title\n\n\nOne\ntwo  \n \n\n  Three\n");
  EXPECT_EQ(article.body, "One\ntwo\n\n  Three\n");
  EXPECT_EQ(article.lines.original_of(0), 4U);
  EXPECT_EQ(article.lines.original_of(1), 5U);
  EXPECT_EQ(article.lines.original_of(3), 8U);
}

TEST(PlainText, lines_that_are_wider_than_anybody_wraps_are_paragraphs) {
  const std::string wide(200, 'x');
  const Article article = read("The title\n" + wide + "\nADVERTISEMENT\nThree");
  EXPECT_EQ(article.body, wide + "\n\nThree\n");
  EXPECT_EQ(article.lines.original_of(2), 4U);
}

TEST(PlainText, a_scraped_page_is_cleaned) {
  const Article article = read(
      "Cranes stand still\n\nBy Jane Doe\n\nVELMARK (Example Wire) - The port was shut by "
      "Minister Ann RoeAnn Mary RoeFerry late again MORE on Monday.\n\nADVERTISEMENT\n\n"
      "Nobody was hurt.\n\nUpdated at 4:32 p.m.\n");
  EXPECT_EQ(article.body,
            "VELMARK (Example Wire) - The port was shut by Minister Ann Roe on Monday.\n\nNobody "
            "was hurt.\n");
  EXPECT_EQ(article.authors, std::vector<std::string>{"Jane Doe"});
  EXPECT_EQ(article.place, "Velmark");
  EXPECT_EQ(article.agency, "Example Wire");
  // " on Monday" stands behind the card in the file too.
  const auto stored = static_cast<std::uint32_t>(article.body.find("Monday"));
  EXPECT_EQ(article.lines.original_of({0, stored}),
            (article::Place{5, stored + 1 + std::uint32_t{33}}));
}

TEST(FrontMatter, of_yaml_gives_fields) {
  const Article article = read_markdown(
      "---\ntitle: \"The title: a story\"\nauthor: Jane Doe\ndate: 2018-12-04\ntags: [docks, "
      "'strike, long']\ncategories:\n  - World\nlang: en\nlayout: post\n---\n\n# "
      "Heading\n\nText\n");
  EXPECT_EQ(article.title, "The title: a story");
  EXPECT_EQ(article.authors, std::vector<std::string>{"Jane Doe"});
  EXPECT_EQ(article.published, kDecember4);
  EXPECT_EQ(article.tags, (std::vector<std::string>{"docks", "strike, long"}));
  EXPECT_EQ(article.section, "World");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "# Heading\n\nText\n");
  EXPECT_EQ(article.lines.original_of(0), 12U);
}

TEST(FrontMatter, of_toml_gives_fields) {
  const Article article = read_markdown(
      "+++\ntitle = 'The title'\nauthors = [\"A. Writer\", \"B. Writer\"]\ndate = "
      "2018-12-04T00:00:00Z\nurl = \"https://gazette.example/a\"\n+++\nText\n");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.authors, (std::vector<std::string>{"A. Writer", "B. Writer"}));
  EXPECT_EQ(article.published, kDecember4);
  EXPECT_EQ(article.url, "https://gazette.example/a");
  EXPECT_EQ(article.body, "Text\n");
}

TEST(FrontMatter, without_a_title_leaves_it_to_the_text) {
  const Article article = read_markdown("---\nauthor: Jane Doe\n---\n# The title\nText\n");
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.title_line, 4U);
}

TEST(FrontMatter, a_rule_at_the_start_of_a_text_is_none) {
  EXPECT_EQ(read("---\nOnce upon a time\n---\nText\n").title, "---");
  EXPECT_EQ(read("---\nkey: value\nand no end\n").body, "key: value\nand no end\n");
  EXPECT_EQ(read("---\nkey: value\n").title, "---");
}

}  // namespace
}  // namespace quire::extract
