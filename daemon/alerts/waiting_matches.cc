#include "daemon/alerts/waiting_matches.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quire::alerts {

void WaitingMatches::add(std::vector<WaitingMatch> more) {
  std::sort(more.begin(), more.end());
  const auto waiting = first(size());
  std::vector<WaitingMatch> all;
  all.reserve(waiting.size() + more.size());
  std::merge(waiting.begin(), waiting.end(), more.begin(), more.end(), std::back_inserter(all));
  matches_ = std::move(all);
  dropped_ = 0;
}

std::span<const WaitingMatch> WaitingMatches::first(std::size_t most) const {
  return std::span(matches_).subspan(dropped_, std::min(most, size()));
}

void WaitingMatches::drop_first(std::size_t count) {
  dropped_ += std::min(count, size());
  if (dropped_ < matches_.size()) return;
  matches_ = {};
  dropped_ = 0;
}

}  // namespace quire::alerts
