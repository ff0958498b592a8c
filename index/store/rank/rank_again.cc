#include "index/store/rank/rank_again.h"

#include <algorithm>
#include <span>

#include "index/store/rank/feedback.h"
#include "index/store/rank/recency.h"

namespace quire::store {

namespace {

// A few words are to be answered at once.
std::uint32_t looked_at_for_neighbours(const Ranking& ranking) {
  constexpr std::uint32_t kOfAFewWords = 20;
  constexpr std::uint32_t kOfASentence = 50;
  if (ranking.feedback) return kOfASentence;
  return ranking.neighbours.empty() ? 0 : kOfAFewWords;
}

std::span<Ranked> first(std::vector<Ranked>& found, std::uint32_t count) {
  return std::span(found).first(std::min<std::size_t>(found.size(), count));
}

}  // namespace

void put_in_order(std::span<Ranked> best) {
  std::stable_sort(best.begin(), best.end(),
                   [](const Ranked& a, const Ranked& b) { return a.weight > b.weight; });
}

std::uint32_t looked_at_again(const Ranking& ranking) {
  return std::max(looked_at_for_neighbours(ranking), ranking.recency ? kLookedAtForAge : 0);
}

std::vector<Ranked> to_ranked(const Xapian::MSet& found) {
  std::vector<Ranked> ranked;
  ranked.reserve(found.size());
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    ranked.push_back({*hit, hit.get_weight()});
  }
  return ranked;
}

std::vector<AddedWord> rank_again(
    const Xapian::Database& database, const Xapian::Query& query, const Ranking& ranking,
    const MatchGuard& guard, const std::function<std::vector<Ranked>(const Xapian::Query&)>& match,
    std::vector<Ranked>& found) {
  std::vector<AddedWord> added;
  if (guard.has_ended_match() || found.empty()) return added;
  if (ranking.feedback) added = words_of_the_best(database, query, found);
  if (!added.empty()) {
    std::vector<Ranked> ordered = match(with_words(query, added));
    if (guard.has_ended_match()) return {};
    found = std::move(ordered);
  }
  favour_neighbours(database, ranking.neighbours, guard,
                    first(found, looked_at_for_neighbours(ranking)));
  if (ranking.recency) {
    favour_recent(database, *ranking.recency, guard, first(found, kLookedAtForAge));
  }
  return added;
}

}  // namespace quire::store
