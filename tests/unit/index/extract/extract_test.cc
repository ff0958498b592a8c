#include "index/extract/extract.h"

#include <gtest/gtest.h>

namespace quire::extract {
namespace {

using article::Article;

using namespace std::string_literals;

Result<std::vector<Article>> extracted(std::string bytes, std::string name = "a.txt") {
  FileContent content;
  content.bytes = std::move(bytes);
  content.status.mtime_ns = 1'500'000'000'999'999'999;
  return articles_in({"wire", "sub.md/" + name}, std::move(content));
}

Article article_of(std::string bytes, std::string name = "a.txt") {
  auto articles = extracted(std::move(bytes), std::move(name));
  EXPECT_TRUE(articles.ok());
  if (!articles) return {};
  EXPECT_EQ(articles->size(), 1U);
  return articles->front();
}

TEST(Extract, a_text_file_holds_one_article) {
  const Article article = article_of("The title\nText");
  EXPECT_EQ(article.member, 0U);
  EXPECT_EQ(article.title, "The title");
  EXPECT_EQ(article.body, "Text\n");
  EXPECT_EQ(article.published, 1'500'000'000);
}

TEST(Extract, markdown_is_known_by_the_files_name_not_by_its_folders) {
  EXPECT_EQ(article_of("# The title\n", "a.md").title, "The title");
  EXPECT_EQ(article_of("# The title\n", "a.txt").title, "# The title");
}

TEST(Extract, a_byte_order_mark_is_no_part_of_the_title) {
  EXPECT_EQ(article_of("\xEF\xBB\xBFThe title\n").title, "The title");
}

TEST(Extract, utf16_is_read) {
  EXPECT_EQ(article_of("\xFF\xFE"s + "C\0a\0f\0\xE9\0\n\0x\0"s).title, "Caf\xC3\xA9");
  EXPECT_EQ(article_of("\xFE\xFF"s + "\0C\0a\0f\0\xE9\0\n\0x"s).title, "Caf\xC3\xA9");
}

TEST(Extract, windows_1252_is_read) {
  const Article article = article_of(
      "Le caf\xE9 de la place\nIl est ferm\xE9 \x93pour toujours\x94, dit-on. "
      "La mairie n'a pas donn\xE9 de d\xE9lai.\n");
  EXPECT_EQ(article.title, "Le caf\xC3\xA9 de la place");
  EXPECT_NE(article.body.find("\u201Cpour toujours\u201D"), std::string::npos);
}

TEST(Extract, xml_in_utf16_is_read_as_xml) {
  EXPECT_EQ(extracted("\xFF\xFE<\0r\0s\0s\0/\0>\0"s).error().message, "a feed without entries");
}

struct Refusal {
  const char* name;
  std::string bytes;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const Refusal& r) { return out << r.name; }

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, with_what_it_is_and_what_to_do) {
  const auto articles = extracted(GetParam().bytes);
  ASSERT_FALSE(articles.ok());
  EXPECT_EQ(articles.error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(articles.error().message, GetParam().message);
  EXPECT_FALSE(articles.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, Refused,
    testing::Values(
        Refusal{"an_empty_file", "", "empty file"},
        Refusal{"white_space", " \n\t\n", "holds no text"},
        Refusal{"a_byte_order_mark_alone", "\xEF\xBB\xBF", "holds no text"},
        Refusal{"xml", "<?xml version=\"1.0\"?><rss/>", "a feed without entries"},
        Refusal{"json", "{\"title\":\"x\"}", "JSON that holds no article"},
        Refusal{"mail", "Received: x\nTo: y\nFrom: z\n\n", "a mail with neither a subject nor text"},
        Refusal{"pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3", "PDF is not read by this version"},
        Refusal{"binary_data", "The title\n\0text"s,
                "binary data, not text: control character 0x00 at byte 10"}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace quire::extract
