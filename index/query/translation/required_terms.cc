#include "index/query/translation/required_terms.h"

#include <algorithm>

namespace quire::query {
namespace {

using Terms = std::optional<std::vector<std::string>>;

std::size_t length_of(const std::vector<std::string>& terms) {
  std::size_t shortest = SIZE_MAX;
  for (const std::string& term : terms) shortest = std::min(shortest, term.size());
  return shortest;
}

// The better one to look for.
Terms better(Terms a, Terms b) {
  if (!a || !b) return a ? a : b;
  if (a->size() != b->size()) return a->size() < b->size() ? a : b;
  return length_of(*a) >= length_of(*b) ? a : b;
}

Terms best_of_all(const Xapian::Query& query) {
  Terms best;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    best = better(std::move(best), required_terms(query.get_subquery(i)));
  }
  return best;
}

Terms any_of(const Xapian::Query& query) {
  std::vector<std::string> any;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const Terms part = required_terms(query.get_subquery(i));
    if (!part) return std::nullopt;
    any.insert(any.end(), part->begin(), part->end());
  }
  return any;
}

}  // namespace

std::optional<std::vector<std::string>> required_terms(const Xapian::Query& query) {
  using Q = Xapian::Query;
  switch (query.get_type()) {
    case Q::LEAF_TERM: {
      std::string term = *query.get_terms_begin();
      if (term.find_first_of("*?") != std::string::npos) return std::nullopt;
      return std::vector{std::move(term)};
    }
    case Q::OP_AND:
    case Q::OP_FILTER:
    case Q::OP_NEAR:
    case Q::OP_PHRASE:
      return best_of_all(query);
    case Q::OP_AND_NOT:
    case Q::OP_AND_MAYBE:
    case Q::OP_SCALE_WEIGHT:
      return required_terms(query.get_subquery(0));
    case Q::OP_OR:
    case Q::OP_XOR:
    case Q::OP_SYNONYM:
    case Q::OP_MAX:
    case Q::OP_ELITE_SET:
      return any_of(query);
    default:
      return std::nullopt;
  }
}

}  // namespace quire::query
