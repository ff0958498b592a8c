#include "index/extract/format.h"

#include <gtest/gtest.h>

namespace quire::extract {
namespace {

struct Case {
  const char* name;
  std::string text;
  const char* file;
  Format format;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class Detected : public testing::TestWithParam<Case> {};

TEST_P(Detected, by_content_then_by_name) {
  EXPECT_EQ(name_of(detect_format(GetParam().text, GetParam().file)), name_of(GetParam().format));
}

const Case kCases[] = {
    {"nothing", "", "a.html", Format::kPlainText},
    {"space", " \n", "a.md", Format::kPlainText},
    {"text", "Some news", "a.txt", Format::kPlainText},
    {"text_without_a_name", "Some news", "a", Format::kPlainText},
    {"text_that_is_called_html", "Some news <b>now</b>", "a.html", Format::kPlainText},
    {"markdown_by_name", "# News", "a.md", Format::kMarkdown},
    {"markdown_by_its_long_name", "News", "A.MARKDOWN", Format::kMarkdown},
    {"markup_that_is_called_markdown", "<p>News", "a.md", Format::kHtml},
    {"html_doctype", "<!DOCTYPE html>", "a.txt", Format::kHtml},
    {"html_after_space", "\n\t <HTML lang=en>", "a", Format::kHtml},
    {"xhtml", "<?xml version=\"1.0\"?>\n<html>", "a.xml", Format::kHtml},
    {"an_unknown_element_in_html", "<font>", "a.htm", Format::kHtml},
    {"an_unknown_element_in_text", "<font>", "a.txt", Format::kPlainText},
    {"a_smaller_sign", "<3 news", "a.txt", Format::kPlainText},
    {"xml", "<?xml version=\"1.0\"?><nitf>", "a", Format::kXml},
    {"a_feed_without_a_declaration", "<rss version=\"2.0\">", "a", Format::kXml},
    {"a_feed_behind_a_comment", "<!-- made by hand --><rss version=\"2.0\">", "a", Format::kXml},
    {"a_document_type_of_xml", "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>", "a", Format::kXml},
    {"xml_by_a_namespace", "<story xmlns=\"urn:example\">", "a", Format::kXml},
    {"xml_by_its_end", "<results>\n<r/></results>\n", "a", Format::kXml},
    {"xml_by_name", "<story>", "a.xml", Format::kXml},
    {"json_object", "{ \"title\": 1}", "a", Format::kJson},
    {"json_array", "[\n{\"title\": 1}]", "a.txt", Format::kJson},
    {"an_empty_json_object", "{}", "a", Format::kJson},
    {"a_note_in_brackets", "[Ed. note] News", "a", Format::kPlainText},
    {"a_brace_in_prose", "{sic} News", "a", Format::kPlainText},
    {"a_brace_alone", "{", "a", Format::kPlainText},
    {"mail", "Return-Path: <a@example.org>\nSubject: News\n\nText", "a", Format::kMail},
    {"a_mailbox", "From a@example.org Tue\nSubject: News\n", "a", Format::kMail},
    {"prose_that_begins_with_from", "From Lisbon to Porto\nby rail", "a", Format::kPlainText},
    {"content_behind_the_part_that_is_looked_at", std::string(5000, ' ') + "<html>", "a",
     Format::kPlainText},
};
INSTANTIATE_TEST_SUITE_P(All, Detected, testing::ValuesIn(kCases),
                         [](const auto& tested) { return tested.param.name; });

TEST(BinaryFormat, is_named_by_its_first_bytes) {
  EXPECT_EQ(binary_format_name("%PDF-1.7"), "PDF");
  EXPECT_EQ(binary_format_name("PK\x03\x04..."), "a ZIP archive or office document");
  EXPECT_EQ(binary_format_name("\x1F\x8B\x08"), "gzip");
  EXPECT_EQ(binary_format_name("\x28\xB5\x2F\xFD"), "Zstandard");
  EXPECT_EQ(binary_format_name("\xFD"
                               "7zXZ"),
            "xz");
  EXPECT_EQ(binary_format_name("BZh91AY&SY"), "bzip2");
  EXPECT_EQ(binary_format_name("\x89PNG"), "a PNG picture");
  EXPECT_EQ(binary_format_name("\xFF\xD8\xFF\xE0"), "a JPEG picture");
  EXPECT_EQ(binary_format_name("GIF89a"), "a GIF picture");
  EXPECT_EQ(binary_format_name("\x7F"
                               "ELF"),
            "a program");
  EXPECT_EQ(binary_format_name("ID3\x04\x01"), "an MP3 recording");
  EXPECT_EQ(binary_format_name("ID3 tags explained"), "");
  EXPECT_EQ(binary_format_name("BZhou won"), "");
  EXPECT_EQ(binary_format_name("A text"), "");
  EXPECT_EQ(binary_format_name(""), "");
}

}  // namespace
}  // namespace quire::extract
