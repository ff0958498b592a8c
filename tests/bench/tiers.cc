#include "tests/bench/tiers.h"

#include <algorithm>
#include <stdexcept>

namespace quire::bench {

std::vector<std::size_t> tier_sizes(std::size_t articles, std::size_t segments) {
  if (segments == 0 || articles < segments) {
    throw std::invalid_argument("more segments than articles; ask for fewer");
  }
  std::vector<std::size_t> out;
  std::size_t left = articles;
  for (std::size_t behind = segments - 1; behind > 0; --behind) {
    // None of those behind stays empty.
    out.push_back(std::clamp<std::size_t>(left / 2, 1, left - behind));
    left -= out.back();
  }
  out.push_back(left);
  return out;
}

}  // namespace quire::bench
