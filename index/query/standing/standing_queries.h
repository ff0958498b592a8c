#pragma once
// Many standing queries, and which of them an article may match at all: each is found by one of the
// terms that its matches must have (percolation), so that an article costs as much as its terms and
// the few queries that share one. Owned by one thread.

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "index/query/standing/standing_query.h"

namespace quire::query {

class StandingQueries {
 public:
  void add(std::uint64_t id, StandingQuery query);
  void remove(std::uint64_t id);
  [[nodiscard]] const StandingQuery& at(std::uint64_t id) const { return queries_.at(id); }

  // Those that an article of the batch may match. Throws Xapian's exceptions.
  [[nodiscard]] std::unordered_set<std::uint64_t> candidates(const store::NewsBatch& batch) const;

 private:
  std::unordered_map<std::uint64_t, StandingQuery> queries_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> by_term_;
  std::unordered_set<std::uint64_t> always_;  // that may match an article of any terms
};

}  // namespace quire::query
