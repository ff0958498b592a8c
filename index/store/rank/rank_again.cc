#include "index/store/rank/rank_again.h"

#include <algorithm>
#include <span>

#include "index/store/rank/feedback.h"

namespace quire::store {

std::uint32_t looked_at_again(const Ranking& ranking) {
  constexpr std::uint32_t kOfAFewWords = 20;
  constexpr std::uint32_t kOfASentence = 50;
  if (ranking.feedback) return kOfASentence;
  return ranking.neighbours.empty() ? 0 : kOfAFewWords;
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
  const std::size_t best = std::min<std::size_t>(found.size(), looked_at_again(ranking));
  favour_neighbours(database, ranking.neighbours, guard, std::span(found).first(best));
  return added;
}

}  // namespace quire::store
