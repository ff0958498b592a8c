#include "index/extract/formats/web/warc.h"

#include <gtest/gtest.h>

#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

std::string warc(const std::string& type, const std::string& block,
                 const std::string& length = {}) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <https://example.org/a>\r\n"
         "WARC-Date: 2018-12-04T16:32:00Z\r\nContent-Type: text/plain; charset=utf-8\r\n"
         "Content-Length: " +
         (length.empty() ? std::to_string(block.size()) : length) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string http(const std::string& body, const std::string& fields = {},
                 const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: Text/HTML; charset=ISO-8859-1\r\n" + fields +
         "\r\n" + body;
}

struct Read {
  std::vector<WebRecord> records;
  std::vector<std::string> notes;
  bool ok = false;
};

Read read(const std::string& bytes) {
  Read out;
  out.ok =
      for_each_web_record(
          bytes, [&out](WebRecord record) { out.records.push_back(std::move(record)); }, out.notes)
          .ok();
  return out;
}

TEST(Warc, an_answer_has_its_address_date_and_type) {
  const Read out = read(warc("warcinfo", "x") + warc("response", http("<p>One")) +
                        warc("request", "GET / HTTP/1.1"));
  ASSERT_EQ(out.records.size(), 1U);
  const WebRecord& record = out.records.front();
  EXPECT_EQ(record.id, "urn:uuid:1");
  EXPECT_EQ(record.url, "https://example.org/a");
  EXPECT_EQ(record.date, 1'543'941'120);
  EXPECT_EQ(record.content_type, "text/html");
  EXPECT_EQ(record.charset, "ISO-8859-1");
  EXPECT_EQ(record.body, "<p>One");
  EXPECT_EQ(joined(out.notes), "");
}

TEST(Warc, a_resource_is_what_its_own_header_says) {
  const Read out = read(warc("resource", "One"));
  ASSERT_EQ(out.records.size(), 1U);
  EXPECT_EQ(out.records.front().content_type, "text/plain");
  EXPECT_EQ(out.records.front().body, "One");
}

TEST(Warc, chunks_are_put_together_unless_that_was_done_before) {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  EXPECT_EQ(read(warc("response", http("3;x=y\r\none\r\n4\r\n two\r\n0\r\n\r\n", chunked)))
                .records.at(0)
                .body,
            "one two");
  EXPECT_EQ(read(warc("response", http("one two", chunked))).records.at(0).body, "one two");
}

TEST(Warc, answers_without_content_are_noted) {
  const Read out = read(warc("response", http("x", {}, "404 Not Found")));
  EXPECT_TRUE(out.records.empty());
  EXPECT_EQ(joined(out.notes), "https://example.org/a: answered with \"HTTP/1.1 404 Not Found\"");
}

TEST(Warc, broken_records_are_passed_over) {
  const Read out = read(warc("response", http("bad"), "many") +
                        warc("response", http("bad"), "9999") + warc("response", http("good")));
  ASSERT_EQ(out.records.size(), 1U);
  EXPECT_EQ(out.records.front().body, "good");
  EXPECT_EQ(joined(out.notes), "record 1 has no length, record 2 ends before its length");
}

TEST(Warc, a_last_record_that_is_cut_off_gives_what_there_is) {
  const std::string whole = warc("response", http("one two"));
  const Read out = read(whole.substr(0, whole.find(" two")));
  ASSERT_EQ(out.records.size(), 1U);
  EXPECT_EQ(out.records.front().body, "one");
  EXPECT_EQ(joined(out.notes), "record 1 ends before its length");
}

TEST(Arc, an_address_may_have_spaces) {
  const std::string block = http("<p>One");
  const Read out = read(
      "filedesc://a.arc 0.0.0.0 20181204000000 text/plain 3\n1 0\n\n"
      "https://example.org/a b 1.2.3.4 20181204163200 text/html " +
      std::to_string(block.size()) + "\n" + block + "\n");
  ASSERT_EQ(out.records.size(), 1U);
  EXPECT_EQ(out.records.front().url, "https://example.org/a b");
  EXPECT_EQ(out.records.front().date, 1'543'941'120);
  EXPECT_EQ(out.records.front().body, "<p>One");
}

TEST(WebArchive, cut_anywhere_it_is_read_or_refused) {
  const std::string whole =
      warc("response", http("3\r\none\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    (void)read(whole.substr(0, length)).ok;
  }
  EXPECT_FALSE(read("").ok);
}

}  // namespace
}  // namespace quire::extract::formats
