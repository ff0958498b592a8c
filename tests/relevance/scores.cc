#include "tests/relevance/scores.h"

#include <algorithm>
#include <cmath>

namespace quire::relevance {
namespace {

constexpr std::size_t kDepth = 1000;
constexpr std::size_t kTop = 10;

double discount(std::size_t index) { return 1 / std::log2(static_cast<double>(index) + 2); }

double ideal_gain(const Judgements& relevant) {
  std::vector<double> gains;
  for (const auto& [document, gain] : relevant) gains.push_back(gain);
  std::sort(gains.rbegin(), gains.rend());
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), kTop); ++i) sum += gains[i] * discount(i);
  return sum;
}

// Of one query.
Scores score_one(const Judgements& relevant, const std::vector<std::string>& found) {
  Scores scores;
  double hits = 0;
  for (std::size_t i = 0; i < std::min(found.size(), kDepth); ++i) {
    const auto judgement = relevant.find(found[i]);
    if (judgement == relevant.end()) continue;
    ++hits;
    scores.map += hits / static_cast<double>(i + 1);
    if (i >= kTop) continue;
    scores.p_10 += 1.0 / kTop;
    scores.ndcg_10 += judgement->second * discount(i);
  }
  const auto all = static_cast<double>(relevant.size());
  scores.map /= all;
  scores.ndcg_10 /= ideal_gain(relevant);
  scores.recall_1000 = hits / all;
  return scores;
}

}  // namespace

Scores score(const std::map<std::string, Judgements>& judged, const Run& run) {
  Scores sum;
  for (const auto& [query, relevant] : judged) {
    const auto found = run.find(query);
    if (found == run.end()) continue;
    const Scores one = score_one(relevant, found->second);
    sum.map += one.map;
    sum.ndcg_10 += one.ndcg_10;
    sum.p_10 += one.p_10;
    sum.recall_1000 += one.recall_1000;
  }
  sum.queries = judged.size();
  const auto count = static_cast<double>(std::max<std::size_t>(1, judged.size()));
  for (double* mean : {&sum.map, &sum.ndcg_10, &sum.p_10, &sum.recall_1000}) *mean /= count;
  return sum;
}

double average_precision(const Judgements& relevant, const std::vector<std::string>& found) {
  return score_one(relevant, found).map;
}

}  // namespace quire::relevance
