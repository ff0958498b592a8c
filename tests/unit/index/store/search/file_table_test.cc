#include "index/store/search/file_table.h"

#include <gtest/gtest.h>

namespace quire::store {
namespace {

const article::FileKey kFile{"wire", "a.txt"};
const FileState kState{1, 2, 3, 4};
const FileState kOtherState{9, 2, 3, 4};

KnownFile known(const article::FileKey& file, const FileState& state, std::uint32_t document = 1) {
  return {fingerprint(file), fingerprint(state), document};
}

TEST(FileTable, tells_same_changed_and_unknown_files_apart) {
  FileTable table({known(kFile, kState), known({"wire", "b.txt"}, kState)});
  EXPECT_EQ(table.match(kFile, kState), FileTable::Match::kSame);
  EXPECT_EQ(table.match({"wire", "b.txt"}, kOtherState), FileTable::Match::kChanged);
  EXPECT_EQ(table.match({"wire", "c.txt"}, kState), FileTable::Match::kUnknown);
  EXPECT_EQ(table.match({"notes", "a.txt"}, kState), FileTable::Match::kUnknown);
}

TEST(FileTable, what_no_match_asked_for_is_unseen) {
  FileTable table({known(kFile, kState, 1), known({"wire", "b.txt"}, kState, 2)});
  EXPECT_EQ(table.unseen().size(), 2U);
  (void)table.match(kFile, kOtherState);
  ASSERT_EQ(table.unseen().size(), 1U);
  EXPECT_EQ(table.unseen().front().document, 2U);
}

TEST(FileTable, a_file_that_is_known_twice_has_changed_whatever_its_state) {
  FileTable table({known(kFile, kState, 1), known(kFile, kState, 2)});
  EXPECT_EQ(table.match(kFile, kState), FileTable::Match::kChanged);
  EXPECT_TRUE(table.unseen().empty());
}

TEST(FileTable, several_versions_of_a_file_are_told_from_one) {
  const article::FileKey other{"wire", "b.txt"};
  const FileTable table(
      {known(kFile, kState, 1), known(other, kState, 2), known(kFile, kState, 3)});
  EXPECT_TRUE(table.has_several(kFile));
  EXPECT_FALSE(table.has_several(other));
  EXPECT_FALSE(table.has_several({"wire", "c.txt"}));
}

TEST(FileTable, an_empty_one_knows_nothing) {
  FileTable table({});
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.match(kFile, kState), FileTable::Match::kUnknown);
  EXPECT_TRUE(table.unseen().empty());
}

}  // namespace
}  // namespace quire::store
