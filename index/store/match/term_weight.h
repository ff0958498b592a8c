#pragma once
// What a term weighs in an article, by BM25 as Xapian computes it (xapian-core's
// weight/bm25weight.cc, with k2 = 0 and a least relative length of 0.5). Owned by one thread.
// Internal to the store.

#include <algorithm>
#include <array>
#include <cstdint>

#include "index/store/rank/ranking.h"

namespace quire::store {

// Of the whole index.
struct IndexSize {
  double articles = 0;
  double usual_length = 0;  // of an article; 0: all are empty
};

class TermWeight {
 public:
  // `articles`: how many have the term.
  TermWeight(const IndexSize& index, double articles);

  [[nodiscard]] double in(std::uint32_t wdf, std::uint32_t length) const {
    const double relative = std::max(length * per_length_, kLeastLength);
    const double damping = kBm25K1 * (relative * kBm25B + (1 - kBm25B));
    return most_ * (wdf / (damping + wdf));
  }
  // It weighs nowhere more.
  [[nodiscard]] double most() const { return most_; }

  // That from now on a weight below `least` is of no interest.
  void look_for(double least);
  // Whether any weight can be of interest.
  [[nodiscard]] bool may_matter() const { return least_ <= most_; }
  // False only for a weight of no interest.
  [[nodiscard]] bool may_matter(std::uint32_t wdf, std::uint32_t length) const {
    return wdf >= kTable || length < beyond_[wdf];
  }

 private:
  static constexpr double kLeastLength = 0.5;  // of the usual length
  static constexpr std::uint32_t kTable = 16;

  double most_;
  double per_length_;
  double least_ = 0;
  std::array<std::uint32_t, kTable> beyond_;  // by wdf: so long, and the weight is too small
};

}  // namespace quire::store
