#pragma once
// How good a ranking is, by judgements. Pure.

#include <map>
#include <string>
#include <vector>

#include "tests/relevance/collection.h"

namespace quire::relevance {

// The documents that a query found, best first.
using Run = std::map<std::string, std::vector<std::string>>;

// Means over the judged queries; one that found nothing counts as zero.
struct Scores {
  double map = 0;          // mean average precision of the first 1,000
  double ndcg_10 = 0;      // gains are the judgements as they are, discounts 1 / log2(rank + 1)
  double p_10 = 0;         // part of the first ten that is relevant
  double recall_1000 = 0;  // part of what is relevant that is among the first 1,000
  std::size_t queries = 0;
};

[[nodiscard]] Scores score(const std::map<std::string, Judgements>& judged, const Run& run);

// Average precision of one query.
[[nodiscard]] double average_precision(const Judgements& relevant,
                                       const std::vector<std::string>& found);

}  // namespace quire::relevance
