#include "index/store/segments/merge_policy.h"

#include <algorithm>
#include <numeric>

namespace quire::store {

std::vector<std::size_t> choose_merge(const std::vector<SegmentSize>& sizes,
                                      const MergeLimits& limits) {
  std::vector<std::size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a].bytes < sizes[b].bytes; });
  if (sizes.size() > limits.segments) {
    const std::size_t least = std::max<std::size_t>(sizes.size() - limits.segments + 1, 2);
    std::size_t count = 0;
    std::uint64_t together = 0;
    while (count < order.size() && (count < least || sizes[order[count]].bytes <= together)) {
      together += sizes[order[count]].bytes;
      ++count;
    }
    order.resize(count);
    return order;
  }
  for (const std::size_t index : order) {
    const SegmentSize& size = sizes[index];
    const auto allowed = limits.removed * static_cast<double>(size.documents);
    if (size.removed > 0 && static_cast<double>(size.removed) >= allowed) return {index};
  }
  return {};
}

}  // namespace quire::store
