#include "index/glass/version_file.h"

#include <gtest/gtest.h>

namespace quire::glass {
namespace {

TEST(VersionFile, is_what_xapian_writes) {
  Tables tables;
  tables.postlist = {0, 0, 1, 10};
  tables.docdata = {0, 0, 1, 2};
  tables.termlist = {7, 1, 8, 6};
  Statistics statistics;
  for (const std::uint32_t length : {6U, 0U, 6U}) statistics.add_document(length);
  statistics.highest_wdf = 3;
  Uuid uuid;
  uuid.fill('u');
  const std::string file = version_file(uuid, tables, statistics);
  EXPECT_EQ(file, std::string("\x0F\x0DXapian Glass\x04nuuuuuuuuuuuuuuuu\x01"
                              "\0\x02\x0A\x04\0\x06\x01\x01\0\0\0\0"
                              "\0\x02\x02\x04\x12\x06\x01\x01\0\0\0\0"
                              "\x07\x06\x06\x04\x12\x06\x01\x08\0\0\0\0"
                              "\0\x03\0\x04\0\0"
                              "\0\x03\0\x04\x12\0"
                              "\0\x03\0\x04\x12\0"
                              "\x03\0\x06\x03\x03\0\x0C\0",
                              33 + 36 + 18 + 8));
}

TEST(VersionFile, tells_where_tables_begin) {
  Tables tables;
  tables.postlist = {300, 2, 301, 100000};
  tables.termlist = {7, 1, 8, 6};
  tables.position = {70, 1, 71, 9000};
  Statistics statistics;
  statistics.add_document(6);
  const std::string file = version_file(random_uuid(), tables, statistics);
  const auto found = committed_tables(file);
  ASSERT_TRUE(found.ok());
  for (const CommittedTable& table : {found->postlist, found->position}) {
    EXPECT_EQ(table.revision, kRevision);
    EXPECT_EQ(table.block_size, kBlockSize);
    EXPECT_FALSE(table.empty);
  }
  EXPECT_EQ(found->postlist.root, 300U);
  EXPECT_EQ(found->postlist.level, 2U);
  EXPECT_EQ(found->position.root, 70U);
  EXPECT_EQ(found->position.level, 1U);
  EXPECT_TRUE(committed_tables(version_file(random_uuid(), {}, {}))->postlist.empty);
}

TEST(VersionFile, that_is_damaged_or_of_another_format_is_refused) {
  Statistics statistics;
  statistics.add_document(6);
  std::string file = version_file(random_uuid(), {}, statistics);
  for (std::size_t size = 0; size < file.size() - 20; ++size) {
    EXPECT_FALSE(committed_tables(file.substr(0, size)).ok()) << size;
  }
  std::string odd_block = file;
  odd_block[36] = 3;
  EXPECT_EQ(committed_tables(odd_block).error().code, ErrorCode::kCorrupt);
  std::string deep = file;
  deep[34] = 0x7C;
  EXPECT_EQ(committed_tables(deep).error().code, ErrorCode::kCorrupt);
  file[14] = 9;
  EXPECT_EQ(committed_tables(file).error().code, ErrorCode::kUnsupported);
}

TEST(Statistics, the_shortest_document_is_the_shortest_that_has_a_length) {
  Statistics statistics;
  statistics.add_document(0);
  EXPECT_EQ(statistics.shortest, 0U);
  for (const std::uint32_t length : {9U, 0U, 4U, 6U}) statistics.add_document(length);
  EXPECT_EQ(statistics.shortest, 4U);
  EXPECT_EQ(statistics.longest, 9U);
  EXPECT_EQ(statistics.total_length, 19U);
  EXPECT_EQ(statistics.documents, 5U);
}

TEST(Uuid, is_another_each_time_and_says_that_it_is_random) {
  const Uuid uuid = random_uuid();
  EXPECT_NE(uuid, random_uuid());
  EXPECT_EQ(uuid[6] & 0xF0, 0x40);
  EXPECT_EQ(uuid[8] & 0xC0, 0x80);
}

}  // namespace
}  // namespace quire::glass
