#pragma once
// The best of the matches that it is shown one after the other. Owned by one thread. Internal to
// the store.

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "index/store/rank/ranking.h"

namespace quire::store {

class BestMatches {
 public:
  explicit BestMatches(std::size_t count) : count_(count) {}

  void show(Xapian::docid id, double weight) {
    if (matches_.size() < count_ || (count_ > 0 && weight >= least_)) keep({id, weight});
  }

  // What does not weigh as much is not kept; 0 as long as anything is.
  [[nodiscard]] double least() const { return least_; }
  // Best first; what weighs the same by id.
  [[nodiscard]] std::vector<Ranked> take();

 private:
  struct Match {
    Xapian::docid id;
    double weight;
  };

  static bool is_better(const Match& a, const Match& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.id < b.id;
  }
  void keep(Match match);

  const std::size_t count_;
  double least_ = 0;            // weight that the worst of them has, when there are so many
  std::vector<Match> matches_;  // a heap, its worst in front
};

}  // namespace quire::store
