#include "index/store/format/record.h"

#include <gtest/gtest.h>

namespace quire::store {
namespace {

StoredArticle full() {
  StoredArticle stored;
  stored.id = "0123456789abcdef";
  stored.file = {"wire", "2018/a=b.txt"};
  stored.words = 321;
  article::Article& a = stored.article;
  a.member = 4;
  a.key = 0xFFFF'0000'1234'5678;
  a.title = "A title = with signs";
  a.body = "id=none\n\nText\n";
  a.source = "Agency";
  a.section = "World";
  a.place = "Lisbon";
  a.language = "en";
  a.authors = {"A. Writer", "B. Writer"};
  a.tags = {"docks", "strike"};
  a.agency = "Example Wire";
  a.url = "https://gazette.example/2018/12/04/docks";
  a.guid = "tag:gazette.example,2018:7";
  a.version = "3";
  a.published = -7;
  a.updated = 1'543'924'800;
  a.published_zone = -18'000;
  a.updated_zone = 3600;
  a.title_line = 3;
  a.lines.add_run(0, 5);
  a.lines.add_run({9, 4}, {20, 17});
  a.boilerplate = {{0, 7}, {9, 13}};
  return stored;
}

void expect_same(const StoredArticle& read, const StoredArticle& written) {
  EXPECT_EQ(read.id, written.id);
  EXPECT_EQ(read.file, written.file);
  EXPECT_EQ(read.words, written.words);
  EXPECT_EQ(read.failure, written.failure);
  const article::Article& a = read.article;
  const article::Article& b = written.article;
  EXPECT_EQ(a.member, b.member);
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.body, b.body);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.section, b.section);
  EXPECT_EQ(a.place, b.place);
  EXPECT_EQ(a.language, b.language);
  EXPECT_EQ(a.authors, b.authors);
  EXPECT_EQ(a.tags, b.tags);
  EXPECT_EQ(a.agency, b.agency);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.guid, b.guid);
  EXPECT_EQ(a.version, b.version);
  EXPECT_EQ(a.published, b.published);
  EXPECT_EQ(a.updated, b.updated);
  EXPECT_EQ(a.published_zone, b.published_zone);
  EXPECT_EQ(a.updated_zone, b.updated_zone);
  EXPECT_EQ(a.title_line, b.title_line);
  EXPECT_EQ(a.lines, b.lines);
  EXPECT_EQ(a.boilerplate, b.boilerplate);
}

TEST(Record, is_read_with_every_field_as_it_was_written) {
  const auto read = decode_record(encode_record(full()));
  ASSERT_TRUE(read.ok());
  expect_same(*read, full());
}

TEST(Record, fields_that_are_empty_stay_so) {
  const StoredArticle empty;
  const auto read = decode_record(encode_record(empty));
  ASSERT_TRUE(read.ok());
  expect_same(*read, empty);
}

TEST(Record, a_path_may_hold_any_byte) {
  StoredArticle stored = full();
  stored.file.relative = "a\nb\r%41 \xFF/\xC3\xA9.txt";
  const auto read = decode_record(encode_record(stored));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->file.relative, stored.file.relative);
}

TEST(Record, line_ends_in_a_field_become_spaces) {
  StoredArticle stored = full();
  stored.article.title = "two\nlines\r";
  EXPECT_EQ(decode_record(encode_record(stored))->article.title, "two lines ");
}

TEST(Record, of_a_file_that_could_not_be_read_has_the_reason_and_no_article) {
  StoredArticle stored = full();
  stored.failure = "binary data\nnot text";
  const auto read = decode_record(encode_record(stored));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->failure, "binary data not text");
  EXPECT_EQ(read->file, stored.file);
  EXPECT_EQ(read->article.title, "");
  EXPECT_EQ(read->article.body, "");
}

TEST(Record, fields_of_a_newer_writer_are_passed_over) {
  const auto read = decode_record("id=a\ncolour=red\ntitle=b\n\nText");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->article.title, "b");
  EXPECT_EQ(read->article.body, "Text");
}

class BrokenRecord : public testing::TestWithParam<const char*> {};

TEST_P(BrokenRecord, is_corrupt) {
  const auto read = decode_record(GetParam());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
}

INSTANTIATE_TEST_SUITE_P(All, BrokenRecord,
                         testing::Values("", "id=a", "id=a\n", "id=a\ntitle=b", "no sign\n\n",
                                         "words=x\n\n", "words=-1\n\n", "words=4294967296\n\n",
                                         "words=\n\n", "published=1x\n\n", "updated=\n\n",
                                         "member= 1\n\n", "path=%4\n\n", "path=%00\n\n",
                                         "lines=0:1,\n\n"));

TEST(Record, a_path_with_a_zero_byte_is_corrupt) {
  EXPECT_FALSE(decode_record(std::string("path=a\0b\n\nText", 15)).ok());
}

}  // namespace
}  // namespace quire::store
