#include "index/glass/table_writer.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "index/base/format.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::glass {
namespace {

class TableWriterTest : public testing::Test {
 protected:
  [[nodiscard]] std::string bytes() { return files_.read(path_, std::uint64_t{1} << 30)->bytes; }
  // Of a whole table, the block's big-endian numbers.
  static std::size_t number(std::string_view block, std::size_t at) {
    return std::size_t{static_cast<unsigned char>(block[at])} << 8 |
           static_cast<unsigned char>(block[at + 1]);
  }

  quire::test::TemporaryFolder folder_;
  quire::test::FaultyFileSystem files_;
  const std::string path_ = folder_.at("table.glass");
  TableWriter table_{files_, path_};
};

TEST_F(TableWriterTest, a_table_without_keys_has_no_file) {
  const auto root = table_.finish(false);
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(root->blocks, 0U);
  EXPECT_FALSE(files_.status(path_).ok());
}

TEST_F(TableWriterTest, a_table_without_keys_has_an_empty_file_if_it_must_have_one) {
  ASSERT_TRUE(table_.finish(true).ok());
  EXPECT_EQ(files_.status(path_)->size, 0U);
}

TEST_F(TableWriterTest, one_leaf_is_laid_out_as_xapian_does) {
  table_.add("k1", "tag");
  table_.add("k2", "deflated", true);
  const auto root = table_.finish(false);
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(root->entries, 2U);
  EXPECT_EQ(root->level, 0U);
  const std::string block = bytes();
  ASSERT_EQ(block.size(), kBlockSize);
  const std::string items = std::string("\xE0\x0A\x02k2deflated", 13) +
                            std::string("\x60\x05\x02k1tag", 8) + std::string("\x60\0\0", 3);
  EXPECT_EQ(block.substr(kBlockSize - items.size()), items);
  EXPECT_EQ(block.substr(0, 5), std::string("\0\0\0\x01\0", 5));  // revision, level
  EXPECT_EQ(number(block, 9), 11U + 3 * 2);                       // end of the directory
  EXPECT_EQ(number(block, 5), kBlockSize - items.size() - 17);    // free
  EXPECT_EQ(number(block, 7), number(block, 5));
  EXPECT_EQ(number(block, 11), kBlockSize - 3);
  EXPECT_EQ(number(block, 15), kBlockSize - items.size());
}

TEST_F(TableWriterTest, a_long_tag_comes_in_numbered_pieces_that_fill_the_blocks) {
  table_.add("key", std::string(20000, 't'));
  const auto root = table_.finish(false);
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(root->entries, 1U);
  EXPECT_EQ(root->blocks, 4U);  // three leaves and what is above them
  EXPECT_LT(number(bytes(), 5), 40U);
}

TEST_F(TableWriterTest, many_keys_make_a_tree_whose_root_comes_last) {
  for (std::uint32_t i = 0; i < 300000; ++i) table_.add(format("{:0>200}", i), "");
  const auto root = table_.finish(false);
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(root->root + 1, root->blocks);
  EXPECT_EQ(root->level, 3U);
  EXPECT_EQ(files_.status(path_)->size, root->blocks * kBlockSize);
}

TEST_F(TableWriterTest, after_a_failure_nothing_more_is_written_and_it_is_reported) {
  files_.fail(quire::test::FileCall::kAppend, "table.glass", EDQUOT);
  for (std::uint32_t i = 0; i < 20000; ++i) table_.add(format("{:0>200}", i), "");
  EXPECT_TRUE(table_.failed());
  EXPECT_EQ(table_.finish(true).error().code, ErrorCode::kOutOfSpace);
  EXPECT_EQ(files_.status(path_)->size, 0U);
}

TEST_F(TableWriterTest, a_tag_of_too_many_pieces_is_too_large) {
  table_.add("key", std::string(std::size_t{140} << 20, 't'));
  EXPECT_EQ(table_.finish(false).error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace quire::glass
