#pragma once
// How articles are spread over segments that were merged by size.

#include <cstddef>
#include <vector>

namespace quire::bench {

// Each segment has half of what those before it have left, the last all of the rest. Throws
// std::invalid_argument when there are fewer articles than segments.
[[nodiscard]] std::vector<std::size_t> tier_sizes(std::size_t articles, std::size_t segments);

}  // namespace quire::bench
