#include "index/store/match/best_matches.h"

#include <algorithm>

namespace quire::store {

void BestMatches::keep(Match match) {
  if (matches_.size() == count_) {
    if (!is_better(match, matches_.front())) return;
    std::pop_heap(matches_.begin(), matches_.end(), is_better);
    matches_.pop_back();
  }
  matches_.push_back(match);
  std::push_heap(matches_.begin(), matches_.end(), is_better);
  if (matches_.size() == count_) least_ = matches_.front().weight;
}

std::vector<Ranked> BestMatches::take() {
  std::sort_heap(matches_.begin(), matches_.end(), is_better);
  std::vector<Ranked> best;
  best.reserve(matches_.size());
  for (const Match& match : matches_) best.push_back({match.id, match.weight});
  matches_.clear();
  return best;
}

}  // namespace quire::store
