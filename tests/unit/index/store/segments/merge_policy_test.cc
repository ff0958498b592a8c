#include "index/store/segments/merge_policy.h"

#include <gmock/gmock.h>

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<SegmentSize> sizes(const std::vector<std::uint64_t>& bytes) {
  std::vector<SegmentSize> list;
  for (const std::uint64_t size : bytes) list.push_back({size, 100, 0});
  return list;
}

TEST(MergePolicy, few_segments_are_left_alone) {
  EXPECT_THAT(choose_merge(sizes({1, 1, 1}), {3, 0.25}), IsEmpty());
}

TEST(MergePolicy, over_the_limit_the_smallest_are_merged) {
  EXPECT_THAT(choose_merge(sizes({1000, 10, 500, 20}), {3, 0.25}), ElementsAre(1, 3));
}

TEST(MergePolicy, what_is_as_small_as_all_smaller_ones_together_comes_with_them) {
  EXPECT_THAT(choose_merge(sizes({10, 10, 20, 40, 1000}), {4, 0.25}), ElementsAre(0, 1, 2, 3));
}

TEST(MergePolicy, far_over_the_limit_as_many_go_as_it_takes) {
  EXPECT_THAT(choose_merge(sizes({1, 10, 100, 1000, 10000}), {2, 0.25}), ElementsAre(0, 1, 2, 3));
}

TEST(MergePolicy, a_segment_full_of_tombstones_is_written_anew) {
  EXPECT_THAT(choose_merge({{1, 100, 0}, {2, 100, 25}}, {8, 0.25}), ElementsAre(1));
  EXPECT_THAT(choose_merge({{1, 100, 0}, {2, 100, 24}}, {8, 0.25}), IsEmpty());
}

// However many come, few stand, and each is written a few times over.
TEST(MergePolicy, the_number_of_segments_and_of_writes_stays_small) {
  std::vector<SegmentSize> library;
  std::uint64_t written = 0;
  constexpr std::uint64_t kCome = 4096;
  for (std::uint64_t i = 0; i < kCome; ++i) {
    library.push_back({1, 1, 0});
    const auto chosen = choose_merge(library, {8, 0.25});
    if (chosen.empty()) continue;
    SegmentSize merged;
    for (const std::size_t index : chosen) {
      merged.bytes += library[index].bytes;
      library[index].bytes = 0;
    }
    written += merged.bytes;
    std::erase_if(library, [](const SegmentSize& size) { return size.bytes == 0; });
    library.push_back(merged);
    ASSERT_LE(library.size(), 8U);
  }
  EXPECT_LT(written, 8 * kCome);
}

}  // namespace
}  // namespace quire::store
