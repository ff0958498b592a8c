#include "index/store/format/file_state.h"

#include <gtest/gtest.h>

#include <limits>

#include "index/article/extractor_version.h"

namespace quire::store {
namespace {

FileSlot full_slot() { return {{"wire", "2018/a b\n\xFF.txt"}, {300, -5, 1ULL << 63, 9}, 70'000}; }

TEST(FileSlot, is_read_as_it_was_written) {
  EXPECT_EQ(*decode_file_slot(encode_file_slot(full_slot())), full_slot());
  EXPECT_EQ(*decode_file_slot(encode_file_slot({})), FileSlot{});
}

TEST(FileSlot, holds_the_largest_numbers) {
  constexpr auto kMost64 = std::numeric_limits<std::uint64_t>::max();
  constexpr auto kMost32 = std::numeric_limits<std::uint32_t>::max();
  const FileSlot slot{
      {"", ""}, {kMost64, std::numeric_limits<std::int64_t>::min(), kMost64, kMost32}, kMost32};
  EXPECT_EQ(*decode_file_slot(encode_file_slot(slot)), slot);
}

TEST(FileSlot, cut_off_before_its_path_it_is_corrupt) {
  const std::string bytes = encode_file_slot(full_slot());
  const std::size_t path = bytes.size() - full_slot().file.relative.size();
  for (std::size_t length = 0; length < path; ++length) {
    EXPECT_EQ(decode_file_slot(bytes.substr(0, length)).error().code, ErrorCode::kCorrupt);
  }
}

TEST(FileSlot, numbers_that_never_end_are_corrupt) {
  EXPECT_EQ(decode_file_slot(std::string(40, '\xFF')).error().code, ErrorCode::kCorrupt);
}

TEST(FileSlot, a_member_of_more_than_32_bits_is_corrupt) {
  const std::string one_over = "\x80\x80\x80\x80\x10";
  const std::string zero(1, '\0');
  const std::string numbers = zero + zero + zero;
  EXPECT_FALSE(decode_file_slot(numbers + zero + one_over + zero).ok());
  EXPECT_FALSE(decode_file_slot(numbers + one_over + zero + zero).ok());
  EXPECT_TRUE(decode_file_slot(numbers + zero + zero + zero).ok());
}

TEST(FileSlot, a_name_that_is_longer_than_the_slot_is_corrupt) {
  EXPECT_FALSE(decode_file_slot(std::string(5, '\0') + "\x05"
                                                       "wire")
                   .ok());
  EXPECT_TRUE(decode_file_slot(std::string(5, '\0') + "\x04"
                                                      "wire")
                  .ok());
}

TEST(FileStateOf, a_file_is_read_by_this_versions_extractor) {
  FileStatus status;
  status.size = 1;
  status.mtime_ns = 2;
  status.inode = 3;
  status.device = 4;
  EXPECT_EQ(file_state(status), (FileState{1, 2, 3, article::kExtractorVersion}));
}

TEST(Fingerprint, differs_with_every_part_of_a_state) {
  const FileState state{1, 2, 3, 4};
  EXPECT_EQ(fingerprint(state), fingerprint(FileState{1, 2, 3, 4}));
  EXPECT_NE(fingerprint(state), fingerprint(FileState{9, 2, 3, 4}));
  EXPECT_NE(fingerprint(state), fingerprint(FileState{1, 9, 3, 4}));
  EXPECT_NE(fingerprint(state), fingerprint(FileState{1, 2, 9, 4}));
  EXPECT_NE(fingerprint(state), fingerprint(FileState{1, 2, 3, 9}));
}

TEST(Fingerprint, differs_by_drop_folder_and_path) {
  const article::FileKey file{"a", "bc"};
  EXPECT_NE(fingerprint(file), fingerprint(article::FileKey{"ab", "c"}));
  EXPECT_NE(fingerprint(file), fingerprint(article::FileKey{"a", "bd"}));
}

}  // namespace
}  // namespace quire::store
