#include <gtest/gtest.h>

#include <algorithm>

#include "index/extract/formats/mail/header.h"
#include "index/extract/formats/mail/mime.h"
#include "index/extract/formats/mail/read_mail.h"
#include "index/extract/formats/mail/transfer.h"
#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

Draft only(std::string_view bytes) {
  const auto reading = read_mail(bytes);
  EXPECT_EQ(reading.ok() ? "" : reading.error().message, "");
  return reading ? reading->drafts.front() : Draft{};
}

std::string parts(const std::string& type, const std::vector<std::string>& inside) {
  std::string out = "Content-Type: " + type + "; boundary=\"b1\"\n\nPreamble\n";
  for (const std::string& part : inside) out += "--b1\n" + part + "\n";
  return out + "--b1--\nEpilogue\n";
}

const std::string kHead = "From: Ann Lee <ann@example.org>\nTo: b@example.org\nSubject: News\n";

TEST(Words, are_decoded_with_their_charsets) {
  EXPECT_EQ(decode_words("=?iso-8859-1?Q?Caf=E9_au?= lait"), "Café au lait");
  EXPECT_EQ(decode_words("=?UTF-8?B?w6k=?= =?utf-8?b?w6g=?="), "éè");
  EXPECT_EQ(decode_words("=?utf-8?Q?=C3?= =?utf-8?Q?=A9?="), "é");
  EXPECT_EQ(decode_words("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?="), "日本");
  EXPECT_EQ(decode_words("a =?broken b"), "a =?broken b");
  EXPECT_EQ(decode_words("Sch\xF6n"), "Schön");
}

TEST(Parameters, may_go_on_and_may_be_encoded) {
  EXPECT_EQ(parse_parameters("Text/HTML; CharSet=\"utf-8\"; x=y").value, "text/html");
  EXPECT_EQ(parse_parameters("a/b; charset=\"utf-8\"").get("charset"), "utf-8");
  EXPECT_EQ(parse_parameters("a/b; n*0=\"one \"; n*1=\"two\"").get("n"), "one two");
  EXPECT_EQ(parse_parameters("a/b; n*=iso-8859-1'fr'caf%E9").get("n"), "café");
  EXPECT_EQ(parse_parameters("a/b; n*0*=utf-8''caf%C3; n*1*=%A9").get("n"), "café");
  EXPECT_EQ(parse_parameters("a/b; ;; n; m=\"open").get("m"), "open");
}

TEST(QuotedPrintable, codes_and_soft_breaks_are_undone) {
  EXPECT_EQ(decode_quoted_printable("caf=C3=A9 =\r\nau=20lait=3"), "café au lait=3");
}

TEST(Unflow, lines_that_end_in_a_space_go_on) {
  const Unflowed out = unflow("One \ntwo\n\n> three \n> four\n-- \nAnn\n", false);
  EXPECT_EQ(out.text, "One two\n\n> three four\n-- \nAnn");
  EXPECT_EQ(out.lines, (std::vector<std::uint32_t>{1, 3, 4, 6, 7}));
}

TEST(Mail, has_subject_sender_date_and_text) {
  const Draft draft = only(
      "Received: by example.org\nFrom: =?utf-8?q?Ann_L=C3=A9e?= <ann@example.org>\n"
      "Subject: Ferry\n sinks\nDate: Tue, 04 Dec 2018 16:32:00 +0000 (UTC)\n"
      "Message-ID: <1@example.org>\nList-Id: \"The Weekly\" <weekly.example.org>\n"
      "Keywords: sea, ferries\n\nOne\ntwo.\n\nThree.\n-- \nAnn\n");
  EXPECT_EQ(shown(draft), "Ferry sinks: One\ntwo. | Three.\n--\nAnn");
  EXPECT_EQ(joined(draft.authors), "Ann Lée");
  EXPECT_EQ(draft.published, 1'543'941'120);
  EXPECT_EQ(draft.guid, "1@example.org");
  EXPECT_EQ(draft.source, "The Weekly");
  EXPECT_EQ(joined(draft.tags), "sea, ferries");
  EXPECT_EQ(draft.title_line, 3U);
  EXPECT_EQ(draft.paragraphs[0].origins.front(), (Origin{0, 10, 1}));
}

TEST(Mail, text_is_decoded_from_its_charset_and_encoding) {
  EXPECT_EQ(shown(only(kHead + "Content-Type: text/plain; charset=iso-8859-2\n"
                               "Content-Transfer-Encoding: quoted-printable\n\nZa=BF=F3=B3=E6\n")),
            "News: Zażółć");
  EXPECT_EQ(shown(only(kHead + "Content-Type: text/plain; charset=utf-8\n"
                               "Content-Transfer-Encoding: base64\n\nY2Fmw6k=\n")),
            "News: café");
}

TEST(Mail, of_two_forms_the_plain_one_is_taken) {
  const std::string plain = "Content-Type: text/plain\n\nPlain\n";
  const std::string html = "Content-Type: text/html\n\n<p>Rich</p>\n";
  const std::string both = parts("multipart/alternative", {plain, html});
  EXPECT_EQ(shown(only(kHead + both)), "News: Plain");
  EXPECT_EQ(shown(only(kHead + "List-Unsubscribe: <mailto:x>\n" + both)), "News: Rich");
  EXPECT_EQ(shown(only(kHead +
                       parts("multipart/alternative", {"Content-Type: text/plain\n\n \n", html}))),
            "News: Rich");
}

TEST(Mail, attachments_are_read_when_they_are_text_or_mails) {
  EXPECT_EQ(
      shown(only(kHead +
                 parts("multipart/mixed",
                       {"\nOne\n", "Content-Type: image/png\n\nPicture\n",
                        "Content-Type: text/html\nContent-Disposition: attachment\n\n<p>Two</p>\n",
                        "Content-Type: message/rfc822\n\nFrom: Bo\nSubject: Inner\n\nThree\n"}))),
      "News: One | Two | Inner | Bo | Three");
}

TEST(Mail, a_boundary_that_begins_another_ends_nothing) {
  const Part part =
      parse_mime("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b1\nx\n--b--\n");
  ASSERT_EQ(part.parts.size(), 1U);
  EXPECT_EQ(part.parts.front().body, "--b1\nx");
}

TEST(Mail, flowed_text_is_joined_and_knows_its_lines) {
  const Draft draft =
      only(kHead + "Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n\nThree.\n");
  EXPECT_EQ(shown(draft), "News: One two. | Three.");
  EXPECT_EQ(draft.paragraphs[1].origins.front().line, 9U);
}

TEST(Mail, is_known_by_its_fields) {
  EXPECT_TRUE(is_mail("Delivered-To: a\nReceived: b\n\n"));
  EXPECT_TRUE(is_mail("\r\nFrom: a\r\nSubject: b\r\nDate: c\r\n\r\n"));
  EXPECT_TRUE(is_mail("From: a\n\ntext", "a.eml"));
  EXPECT_FALSE(is_mail("From: a\n\ntext", "a.txt"));
  EXPECT_FALSE(is_mail("Title: a\nDate: b\n\ntext"));
  EXPECT_FALSE(is_mail("From Lisbon to Porto"));
  EXPECT_FALSE(is_mail(""));
}

TEST(Mail, without_subject_and_text_it_is_refused) {
  EXPECT_EQ(shown(read_mail("From: a\nTo: b\nContent-Type: image/png\n\nx")),
            "unsupported: a mail with neither a subject nor text");
}

TEST(SavedPage, is_read_as_a_page_with_its_address) {
  const auto reading = read_mail(
      "From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/ferry\n"
      "Subject: Ferry sinks\nDate: Tue, 04 Dec 2018 16:32:00 GMT\nMIME-Version: 1.0\n" +
      parts("multipart/related; type=\"text/html\"",
            {"Content-Type: text/css\n\np {}\n",
             "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
             "<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1>"
             "<p>The ferry sank on Monday, the harbour office said, and nobody was on board.</p>"
             "<p>It will be raised before the summer, when the islands need it again.</p>"
             "</article></body></html>\n"}));
  ASSERT_TRUE(reading.ok());
  const Draft& draft = reading->drafts.front();
  EXPECT_EQ(draft.title, "Ferry sinks");
  EXPECT_EQ(draft.url, "https://example.org/ferry");
  EXPECT_EQ(draft.published, 1'543'941'120);
}

TEST(Mailbox, each_message_is_an_article_with_a_key) {
  const std::string mailbox =
      "From ann Tue Dec  4 16:32:00 2018\nFrom: Ann\nTo: b\nMessage-ID: <1@x>\nSubject: A\n\n"
      "One\nFrom here on\n\nFrom bo Tue Dec  4 16:32:00 2018\nFrom: Bo\nSubject: B\n\nTwo\n";
  ASSERT_TRUE(is_mailbox(mailbox));
  const auto reading = read_mailbox(mailbox);
  EXPECT_EQ(shown(reading), "A: One\nFrom here on\nB: Two\n");
  EXPECT_EQ(reading->drafts[0].key, "1@x");
  EXPECT_EQ(reading->drafts[1].key, "B 0");
  EXPECT_EQ(reading->drafts[1].title_line, 12U);
}

std::size_t depth_of(const Part& part) {
  std::size_t deepest = 0;
  for (const Part& inner : part.parts) deepest = std::max(deepest, 1 + depth_of(inner));
  return deepest;
}

TEST(HostileMail, parts_in_parts_end_at_the_limit) {
  std::string deep = kHead;
  for (int i = 0; i < 10'000; ++i) {
    deep += "Content-Type: multipart/mixed; boundary=\"b" + std::to_string(i) + "\"\n\n--b" +
            std::to_string(i) + "\n";
  }
  EXPECT_EQ(depth_of(parse_mime(deep)), kDeepestMime);
  EXPECT_EQ(only(deep + "\nText\n").title, "News");
  std::string forwarded = kHead;
  for (int i = 0; i < 10'000; ++i) forwarded += "Content-Type: message/rfc822\n\nSubject: x\n";
  EXPECT_EQ(depth_of(parse_mime(forwarded)), kDeepestMime);
  EXPECT_EQ(only(forwarded).title, "News");
}

TEST(HostileMail, many_parts_end_at_the_limit) {
  const Part part =
      parse_mime(kHead + parts("multipart/mixed", std::vector<std::string>(5000, "\nText\n")));
  EXPECT_LE(part.parts.size(), kMostParts);
}

TEST(HostileMail, a_header_without_end_is_read) {
  std::string endless = kHead;
  for (int i = 0; i < 200'000; ++i) endless += "X-Field: value\n folded\n";
  EXPECT_EQ(only(endless).title, "News");
}

TEST(HostileMail, cut_anywhere_it_is_read_or_refused) {
  const std::string whole =
      kHead + parts("multipart/alternative",
                    {"Content-Type: text/plain; format=flowed\n\nOne \ntwo\n",
                     "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n"});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    (void)read_mail(whole.substr(0, length)).ok();
  }
}

TEST(Mail, a_forwarded_mail_may_be_encoded_though_it_must_not) {
  const std::string inner =
      "RnJvbTogQm8gPGJAZXhhbXBsZS5vcmc+ClN1YmplY3Q6IElubmVyCgpJbm5lciB0ZXh0Lgo=";
  const Draft draft =
      only(kHead +
           parts("multipart/mixed",
                 {"Content-Type: text/plain\n\nOuter text.",
                  "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + inner}));
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : draft.paragraphs) texts.push_back(paragraph.text);
  ASSERT_EQ(texts.size(), 4U);
  EXPECT_EQ(texts.front(), "Outer text.");
  EXPECT_EQ(texts.at(1), "Inner");
  EXPECT_EQ(texts.back(), "Inner text.");
  EXPECT_EQ(draft.paragraphs.back().origins.front().line, 15U);
}

TEST(Mail, gives_its_files_but_no_pictures_and_signatures) {
  const auto reading = read_mail(
      kHead +
      parts("multipart/mixed",
            {"Content-Type: text/plain\n\nText.",
             "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
             "Content-Disposition: attachment; filename=\"a/Tide table.pdf\"\n\nJVBERg==",
             "Content-Type: application/octet-stream; name=\"=?utf-8?q?caf=C3=A9?=.odt\"\n\nx",
             "Content-Type: application/octet-stream\n\nwithout a name",
             "Content-Type: image/png; name=a.png\n\nx",
             "Content-Type: application/pgp-signature; name=a.asc\n\nx"}));
  ASSERT_TRUE(reading.ok());
  ASSERT_EQ(reading->attachments.size(), 2U);
  EXPECT_EQ(reading->attachments[0].name, "Tide table.pdf");
  EXPECT_EQ(reading->attachments[0].bytes, "%PDF");
  EXPECT_EQ(reading->attachments[1].name, "caf\u00E9.odt");
}

TEST(Mailbox, lines_that_were_quoted_are_as_they_were) {
  const auto reading =
      read_mailbox("From a@example.org Tue Mar  3 10:00:00 2020\n" + kHead +
                   "\n>From the harbour\n>>From a reply\n> From nobody\nthe end\n");
  ASSERT_TRUE(reading.ok());
  const Paragraph& text = reading->drafts.front().paragraphs.front();
  EXPECT_EQ(text.text, "From the harbour\n>From a reply\n> From nobody\nthe end");
  EXPECT_EQ(text.origins.at(1).line, 7U);
}

}  // namespace
}  // namespace quire::extract::formats
