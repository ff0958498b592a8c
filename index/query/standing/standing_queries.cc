#include "index/query/standing/standing_queries.h"

#include <algorithm>

namespace quire::query {

void StandingQueries::add(std::uint64_t id, StandingQuery query) {
  if (query.required()) {
    for (const std::string& term : *query.required()) by_term_[term].push_back(id);
  } else {
    always_.insert(id);
  }
  queries_.emplace(id, std::move(query));
}

void StandingQueries::remove(std::uint64_t id) {
  const auto found = queries_.find(id);
  if (found == queries_.end()) return;
  always_.erase(id);
  if (found->second.required()) {
    for (const std::string& term : *found->second.required()) {
      const auto place = by_term_.find(term);
      if (place == by_term_.end()) continue;
      std::erase(place->second, id);
      if (place->second.empty()) by_term_.erase(place);
    }
  }
  queries_.erase(found);
}

std::unordered_set<std::uint64_t> StandingQueries::candidates(const store::NewsBatch& batch) const {
  std::unordered_set<std::uint64_t> found = always_;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch.for_each_term(i, [&](const std::string& term) {
      const auto place = by_term_.find(term);
      if (place != by_term_.end()) found.insert(place->second.begin(), place->second.end());
    });
  }
  return found;
}

}  // namespace quire::query
