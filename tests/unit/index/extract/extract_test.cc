#include "index/extract/extract.h"

#include <archive.h>
#include <gtest/gtest.h>

#include <unordered_set>

#include "tests/support/packed.h"

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

std::string feed(const std::string& items) {
  return "<rss><channel><title>Gazette</title>" + items + "</channel></rss>";
}

std::string item(const std::string& name) {
  return "<item><title>" + name + "</title><guid>g-" + name + "</guid></item>";
}

std::vector<std::string> titles(const Result<std::vector<Article>>& articles) {
  std::vector<std::string> out;
  if (!articles) return {articles.error().message};
  for (const Article& article : *articles) out.push_back(article.title);
  return out;
}

TEST(SeveralArticles, keep_their_ids_when_new_ones_come_before_them) {
  const auto before = extracted(feed(item("A") + item("B")));
  const auto after = extracted(feed(item("C") + item("A") + item("B")));
  ASSERT_EQ(titles(after), (std::vector<std::string>{"C", "A", "B"}));
  EXPECT_EQ(after->at(1).key, before->at(0).key);
  EXPECT_EQ(after->at(2).key, before->at(1).key);
  EXPECT_NE(after->at(0).key, after->at(1).key);
  EXPECT_EQ(after->at(2).member, 2U);
}

TEST(SeveralArticles, keep_their_ids_when_others_go) {
  const auto before = extracted(feed(item("A") + item("B")));
  const auto after = extracted(feed(item("B")));
  EXPECT_EQ(after->at(0).key, before->at(1).key);
}

TEST(SeveralArticles, that_share_a_name_have_ids_of_their_own) {
  const auto articles = extracted(feed(item("A") + item("A") + item("A")));
  ASSERT_EQ(articles->size(), 3U);
  EXPECT_NE(articles->at(0).key, articles->at(1).key);
  EXPECT_NE(articles->at(1).key, articles->at(2).key);
  EXPECT_EQ(extracted(feed(item("A") + item("A")))->at(1).key, articles->at(1).key);
}

TEST(SeveralArticles, may_share_one_name_in_great_numbers) {
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "{\"id\":1,\"title\":\"A\",\"text\":\"B\"}\n";
  const auto articles = extracted(lines, "a.jsonl");
  std::unordered_set<std::uint64_t> keys;
  for (const Article& article : *articles) keys.insert(article.key);
  EXPECT_EQ(keys.size(), 100'000U);
}

TEST(SeveralArticles, one_article_alone_needs_no_key) {
  EXPECT_EQ(article_of("Title\nText").key, 0U);
  EXPECT_EQ(article_of(R"({"title": "A", "text": "B"})", "a.json").key, 0U);
  EXPECT_EQ(article_of("From: a\nTo: b\nSubject: A\n\nText").key, 0U);
  EXPECT_EQ(article_of(test::compressed("Title\nText", ARCHIVE_FILTER_GZIP), "a.txt.gz").key, 0U);
}

TEST(SeveralArticles, what_was_passed_over_is_told) {
  FileContent content;
  content.bytes = "{\"title\":\"A\",\"text\":\"One\"}\n{\"title\"\n";
  std::vector<std::string> notes;
  ASSERT_TRUE(articles_in({"wire", "a.jsonl"}, std::move(content), &notes).ok());
  EXPECT_EQ(notes, (std::vector<std::string>{"line 2: broken JSON at byte 9"}));
}

TEST(Archives, each_member_is_read_by_its_content_and_name) {
  const std::string zip = test::packed(
      test::Packing::kZip, {{"a/note.md", "# Heading\n\nText"},
                            {"feed.xml", feed(item("A") + item("B"))},
                            {"a/old.txt.gz", test::compressed("Packed\nText", ARCHIVE_FILTER_GZIP)},
                            {"picture.png", "\x89PNG"}});
  FileContent content;
  content.bytes = zip;
  std::vector<std::string> notes;
  const auto articles = articles_in({"wire", "a.zip"}, std::move(content), &notes);
  EXPECT_EQ(titles(articles), (std::vector<std::string>{"Heading", "A", "B", "Packed"}));
  EXPECT_EQ(notes,
            (std::vector<std::string>{"picture.png: a PNG picture is not read by this version"}));
  const auto fewer =
      extracted(test::packed(test::Packing::kZip, {{"feed.xml", feed(item("B"))}}), "a.zip");
  EXPECT_EQ(fewer->at(0).key, articles->at(2).key);
}

TEST(Archives, the_name_of_a_compressed_file_tells_its_kind) {
  EXPECT_EQ(article_of(test::compressed("# Heading\n", ARCHIVE_FILTER_ZSTD), "a.md.zst").title,
            "Heading");
}

TEST(Archives, a_compressed_archive_is_an_archive) {
  const std::string tar = test::packed(test::Packing::kTar, {{"a", "One\nx"}, {"b", "Two\nx"}});
  EXPECT_EQ(titles(extracted(test::compressed(tar, ARCHIVE_FILTER_XZ), "a.tar.xz")),
            (std::vector<std::string>{"One", "Two"}));
}

TEST(Archives, without_articles_say_what_there_is) {
  EXPECT_EQ(extracted(test::packed(test::Packing::kZip, {{"a.png", "\x89PNG"}})).error().message,
            "an archive without articles: a.png: a PNG picture is not read by this version");
  EXPECT_EQ(extracted(test::packed(test::Packing::kTar, {{"a", ""}})).error().message,
            "an archive without files");
}

TEST(Archives, nested_too_deep_are_refused) {
  std::string nested = "Title\nText";
  for (int i = 0; i < 6; ++i) nested = test::packed(test::Packing::kTar, {{"a", nested}});
  const auto articles = extracted(nested);
  EXPECT_EQ(articles.error().message,
            "an archive without articles: a: an archive without articles: a: an archive without "
            "articles: a: an archive without articles: a: archives nested deeper than 4");
}

TEST(Archives, a_bomb_within_an_archive_ends_it_all) {
  const std::string bomb =
      test::compressed(std::string(std::size_t{40} << 20U, 'x'), ARCHIVE_FILTER_XZ);
  const auto articles = extracted(
      test::packed(test::Packing::kTar, {{"a.txt", "One\nx"}, {"b.xz", bomb}, {"c.xz", bomb}}));
  EXPECT_EQ(articles.error().message, "it unpacks to more than 200 times its size");
}

TEST(WebArchives, pages_have_their_address_and_the_date_they_were_had) {
  const std::string body =
      "<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1>"
      "<p>The ferry sank on Monday, the harbour office said, and nobody was on board.</p>"
      "<p>Le caf\xE9 is closed until the summer, when the islands need the ferry again.</p>"
      "</article></body></html>";
  const std::string http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n" + body;
  const std::string record =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:1>\r\n"
      "WARC-Target-URI: https://example.org/ferry\r\nWARC-Date: 2018-12-04T16:32:00Z\r\n"
      "Content-Length: " +
      std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n";
  const Article article =
      article_of(test::compressed(record, ARCHIVE_FILTER_GZIP) +
                     test::compressed("WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n",
                                      ARCHIVE_FILTER_GZIP),
                 "a.warc.gz");
  EXPECT_EQ(article.title, "Ferry sinks");
  EXPECT_EQ(article.url, "https://example.org/ferry");
  EXPECT_EQ(article.published, 1'543'941'120);
  EXPECT_NE(article.body.find("Le caf\u00E9"), std::string::npos);
}

TEST(DeclaredCharset, wins_over_what_statistics_say) {
  EXPECT_EQ(article_of("<?xml version=\"1.0\" encoding=\"koi8-r\"?>"
                       "<rss><channel><item><title>\xEF\xCB</title></item></channel></rss>")
                .title,
            "Ок");
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
    testing::Values(Refusal{"an_empty_file", "", "empty file"},
                    Refusal{"white_space", " \n\t\n", "holds no text"},
                    Refusal{"a_byte_order_mark_alone", "\xEF\xBB\xBF", "holds no text"},
                    Refusal{"xml", "<?xml version=\"1.0\"?><rss/>", "a feed without entries"},
                    Refusal{"json", "{\"title\":\"x\"}", "JSON that holds no article"},
                    Refusal{"mail", "Received: x\nTo: y\nFrom: z\n\n",
                            "a mail with neither a subject nor text"},
                    Refusal{"pdf", "%PDF-1.7\n%\xE2\xE3\xCF\xD3",
                            "PDF is not read by this version"},
                    Refusal{"binary_data", "The title\n\0text"s,
                            "binary data, not text: control character 0x00 at byte 10"}),
    [](const auto& tested) { return tested.param.name; });

// Puts what it reads into capitals; or fails.
class Capitals : public ForeignReader {
 public:
  [[nodiscard]] bool reads(std::string_view name) const override { return name.ends_with(".cap"); }
  [[nodiscard]] Result<PrintedFile> print(std::string_view name,
                                          std::string_view bytes) const override {
    ++runs;
    if (bytes == "slow") return Error{ErrorCode::kDeadlineExceeded, "took too long", {}};
    std::string printed(bytes);
    for (char& c : printed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return PrintedFile{std::string(name) + ".txt", printed};
  }

  mutable std::size_t runs = 0;
};

struct Read {
  std::vector<std::string> titles;
  std::vector<std::string> notes;
};

Read read_with(const ForeignReader& foreign, std::string bytes, const std::string& name) {
  FileContent content;
  content.bytes = std::move(bytes);
  Read read;
  const auto articles = articles_in({"wire", name}, std::move(content), &read.notes, &foreign);
  if (articles) read.titles = titles(articles);
  return read;
}

TEST(ForeignFiles, are_read_by_themselves_and_compressed_and_in_archives) {
  const Capitals capitals;
  const std::vector<std::string> expected = {"TITLE"};
  EXPECT_EQ(read_with(capitals, "Title\ntext", "a.cap").titles, expected);
  EXPECT_EQ(
      read_with(capitals, test::compressed("Title\ntext", ARCHIVE_FILTER_GZIP), "a.cap.gz").titles,
      expected);
  EXPECT_EQ(
      read_with(capitals,
                test::packed(test::Packing::kZip, {{"b.txt", "Other\nx"}, {"a.cap", "Title\nx"}}),
                "a.zip")
          .titles,
      (std::vector<std::string>{"Other", "TITLE"}));
}

TEST(ForeignFiles, are_read_as_attachments_of_mails_and_others_are_noted) {
  const Capitals capitals;
  const Read read = read_with(capitals,
                              "From: a@example.org\nTo: b@example.org\nSubject: News\n"
                              "Content-Type: multipart/mixed; boundary=b1\n\n"
                              "--b1\nContent-Type: text/plain\n\nText.\n"
                              "--b1\nContent-Type: a/b; name=t.cap\n\nTide table\n\nx\n"
                              "--b1\nContent-Type: a/b; name=t.xyz\n\nx\n--b1--\n",
                              "a.eml");
  EXPECT_EQ(read.titles, (std::vector<std::string>{"News", "TIDE TABLE"}));
  EXPECT_EQ(read.notes, (std::vector<std::string>{"t.xyz: an attachment that no program reads"}));
}

TEST(ForeignFiles, of_one_archive_are_no_longer_waited_for_once_one_took_too_long) {
  const Capitals capitals;
  const Read read =
      read_with(capitals,
                test::packed(test::Packing::kZip,
                             {{"a.cap", "Title\nx"}, {"b.cap", "slow"}, {"c.cap", "Later\nx"}}),
                "a.zip");
  EXPECT_EQ(read.titles, (std::vector<std::string>{"TITLE"}));
  EXPECT_EQ(capitals.runs, 2U);
  EXPECT_EQ(read.notes.size(), 2U);
}

TEST(ForeignFiles, of_one_archive_are_so_many_and_no_more) {
  std::vector<test::PackedFile> members;
  for (int i = 0; i < 120; ++i) members.push_back({std::to_string(i) + ".cap", "Title\nx"});
  const Capitals capitals;
  const Read read = read_with(capitals, test::packed(test::Packing::kZip, members), "a.zip");
  EXPECT_EQ(read.titles.size(), 100U);
  EXPECT_EQ(capitals.runs, 100U);
}

TEST(Withdrawals, are_articles_that_say_so) {
  const auto item = [](const std::string& status) {
    return R"({"headline": "Ferry sinks", "body_text": "All are safe.", "pubstatus": ")" + status +
           "\"}\n";
  };
  EXPECT_EQ(article_of(item("Canceled"), "a.json").status, "canceled");
  EXPECT_EQ(article_of(item("usable"), "a.json").status, "");
  EXPECT_EQ(article_of(item("corrected"), "a.json").status, "corrected");
}

TEST(Withdrawals, need_no_text) {
  const auto article =
      article_of("{\"uri\": \"urn:x:1\", \"pubstatus\": \"canceled\"}\n", "a.json");
  EXPECT_EQ(article.title, "urn:x:1");
  EXPECT_EQ(article.status, "canceled");
}

}  // namespace
}  // namespace quire::extract
