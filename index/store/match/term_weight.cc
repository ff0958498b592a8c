#include "index/store/match/term_weight.h"

namespace quire::store {

TermWeight::TermWeight(const IndexSize& index, double articles)
    : most_(inverse_frequency(index.articles, articles) * (kBm25K1 + 1)),
      per_length_(index.usual_length > 0 ? 1 / index.usual_length : 0) {
  beyond_.fill(UINT32_MAX);
}

// in() solved for the length, and a little more, so that rounding leaves nothing out.
void TermWeight::look_for(double least) {
  if (least == least_) return;
  least_ = least;
  for (std::uint32_t wdf = 0; wdf < kTable; ++wdf) {
    if (least <= 0) {
      beyond_[wdf] = UINT32_MAX;
      continue;
    }
    const double damping = wdf * (most_ / least - 1);
    const double relative = (damping / kBm25K1 - (1 - kBm25B)) / kBm25B * (1 + 1e-9) + 1e-9;
    if (relative < kLeastLength) {
      beyond_[wdf] = 0;
    } else if (relative >= UINT32_MAX * per_length_ / 2) {
      beyond_[wdf] = UINT32_MAX;
    } else {
      beyond_[wdf] = static_cast<std::uint32_t>(relative / per_length_) + 2;
    }
  }
}

}  // namespace quire::store
