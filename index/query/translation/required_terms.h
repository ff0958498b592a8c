#pragma once
// Terms of which an article that matches a query must have one: what tells, of many standing
// queries, the few that an article may match. Pure.

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

namespace quire::query {

// Nothing when an article without any of some terms may match. Of the parts that must all match,
// the one with the fewest terms, and then the longest: long words are rare.
[[nodiscard]] std::optional<std::vector<std::string>> required_terms(const Xapian::Query& query);

}  // namespace quire::query
