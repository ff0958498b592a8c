#include "index/extract/archive/members.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "index/base/format.h"
#include "index/extract/archive/office.h"
#include "tests/support/packed.h"

namespace quire::extract::archive {
namespace {

using test::compressed;
using test::packed;
using test::Packing;

// "path: bytes" for each member, the notes, and the error.
std::string unpacked(const std::string& bytes, Budget budget = {}) {
  std::string out;
  std::vector<std::string> notes;
  const auto result = for_each_member(
      bytes, budget, [&out](const Member& m) { out += format("{}: {}\n", m.path, m.bytes); },
      notes);
  for (const std::string& note : notes) out += format("note: {}\n", note);
  if (!result) out += format("{}: {}", name_of(result.error().code), result.error().message);
  return out;
}

TEST(Members, a_compressed_file_is_one_without_a_path) {
  for (const auto filter :
       {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_BZIP2}) {
    const std::string bytes = compressed("A title\nText", filter);
    EXPECT_TRUE(is_packed(bytes));
    EXPECT_EQ(unpacked(bytes), ": A title\nText\n");
  }
}

TEST(Members, of_zip_and_tar_have_their_paths) {
  for (const Packing packing : {Packing::kZip, Packing::kTar}) {
    const std::string bytes = packed(packing, {{"a/1.txt", "One"}, {"é.txt", "Two"}});
    EXPECT_TRUE(is_packed(bytes));
    EXPECT_EQ(unpacked(bytes), "a/1.txt: One\né.txt: Two\n");
  }
}

TEST(Members, several_compressed_pieces_are_one_file) {
  EXPECT_EQ(
      unpacked(compressed("One ", ARCHIVE_FILTER_GZIP) + compressed("two", ARCHIVE_FILTER_GZIP)),
      ": One two\n");
}

TEST(Members, text_is_not_packed) {
  EXPECT_FALSE(is_packed("A title\nText"));
  EXPECT_FALSE(is_packed(""));
  EXPECT_FALSE(is_packed("PK"));
}

TEST(Members, text_with_the_letters_of_a_format_is_not_packed) {
  const std::string mustard = std::string(256, 'x') + "mustard" + std::string(600, 'y');
  ASSERT_EQ(mustard.find("ustar"), 257U);
  EXPECT_FALSE(is_packed(mustard));
  EXPECT_FALSE(is_packed("BZhou and others\n\nA name that begins so.\n"));
}

TEST(Bombs, end_at_the_ratio) {
  const std::string bomb = compressed(std::string(kHarmlessBytes * 2, '\0'), ARCHIVE_FILTER_XZ);
  EXPECT_EQ(unpacked(bomb), "too_large: it unpacks to more than 200 times its size");
}

TEST(Bombs, end_at_the_number_of_bytes_that_is_left) {
  const std::string bytes = packed(Packing::kTar, {{"a", std::string(1000, 'x')}});
  EXPECT_EQ(unpacked(bytes, {999, 10}), "too_large: it is over 256 MiB unpacked");
}

TEST(Bombs, end_at_the_number_of_members) {
  const std::string bytes = packed(Packing::kTar, {{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_EQ(unpacked(bytes, {kMostBytes, 2}),
            "a: 1\nb: 2\ntoo_large: more than 20000 files in one archive");
}

TEST(Damage, is_an_error_or_a_note_and_keeps_what_came_before) {
  EXPECT_EQ(unpacked(std::string("\x1F\x8B\x08\0\0", 5)), "corrupt: a damaged compressed file");
  const std::string whole = packed(Packing::kZip, {{"a", "One"}, {"b", std::string(5000, 'x')}});
  for (std::size_t length = 4; length < whole.size(); length += 3) {
    EXPECT_FALSE(unpacked(whole.substr(0, length)).empty());
  }
}

TEST(Office, documents_are_known_by_their_names_and_not_unpacked) {
  EXPECT_EQ(unpacked(packed(Packing::kZip,
                            {{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}})),
            "unsupported: a Word document (DOCX) is not read by this version");
  EXPECT_EQ(office_format_name(
                packed(Packing::kZip, {{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}})),
            "an Excel workbook (XLSX)");
  EXPECT_EQ(office_format_name(
                packed(Packing::kStoredZip, {{"mimetype", "application/epub+zip"}, {"a", "b"}})),
            "EPUB");
  EXPECT_EQ(office_format_name(
                packed(Packing::kStoredZip,
                       {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"a", "b"}})),
            "an OpenDocument text (ODT)");
  EXPECT_EQ(office_format_name(packed(Packing::kZip, {{"word/a.txt", "b"}})), "");
  EXPECT_EQ(office_format_name("PK\x03\x04"), "");
}

}  // namespace
}  // namespace quire::extract::archive
