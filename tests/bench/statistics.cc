#include "tests/bench/statistics.h"

#include <algorithm>
#include <cmath>

namespace quire::bench {

double Sample::percentile(double percent) const {
  std::vector<double> sorted = values_;
  std::sort(sorted.begin(), sorted.end());
  const double rank = std::ceil(percent / 100.0 * static_cast<double>(sorted.size()));
  const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
  return sorted.at(std::min(index, sorted.size() - 1));
}

}  // namespace quire::bench
