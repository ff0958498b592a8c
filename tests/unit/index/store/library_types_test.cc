#include "index/store/library_types.h"

#include <gtest/gtest.h>

namespace quire::store {
namespace {

LibraryCounts written(std::uint64_t added, std::uint64_t merged) {
  LibraryCounts counts;
  counts.added_bytes = added;
  counts.merged_bytes = merged;
  return counts;
}

TEST(WriteAmplification, what_was_only_added_was_written_once) {
  EXPECT_EQ(write_amplification(written(100, 0)), 1.0);
}

TEST(WriteAmplification, each_merge_writes_its_articles_once_more) {
  EXPECT_EQ(write_amplification(written(100, 50)), 1.5);
  EXPECT_EQ(write_amplification(written(100, 250)), 3.5);
}

TEST(WriteAmplification, is_one_when_nothing_was_added) {
  EXPECT_EQ(write_amplification(written(0, 0)), 1.0);
  EXPECT_EQ(write_amplification(written(0, 50)), 1.0);
}

}  // namespace
}  // namespace quire::store
