#pragma once
// Which segments to merge: size-tiered, so that an article is written about log(size) times in its
// life and the number of segments stays small whatever the history. A pure function.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quire::store {

struct SegmentSize {
  std::uint64_t bytes = 0;
  std::uint64_t documents = 0;
  std::uint64_t removed = 0;  // of these, tombstones
};

struct MergeLimits {
  // Sealed segments that may stand side by side.
  std::size_t segments = 8;
  // A segment with more tombstones than that share is written anew.
  double removed = 0.25;
  // As `segments`, while a bulk load goes on, which merges would slow down.
  std::size_t segments_loading = 24;
  // And when nothing has been written for a while: every segment costs each search a little.
  std::size_t segments_at_rest = 3;
};

// What goes on beside a merge.
enum class Pace { kSteady, kLoading, kAtRest };

// Indexes into `sizes` of the segments to be merged into one, or none. Over the limit, the smallest
// ones: as many as it takes, and further on as long as the next is not larger than all smaller ones
// together, so that a segment is only written again when what comes with it is about as much.
[[nodiscard]] std::vector<std::size_t> choose_merge(const std::vector<SegmentSize>& sizes,
                                                    const MergeLimits& limits);

}  // namespace quire::store
