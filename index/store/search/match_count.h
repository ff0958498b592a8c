#pragma once
// How many articles match, as far as it can be told without looking at all of them. Owned by one
// thread. Internal to the store; throws Xapian's exceptions.

#include <xapian.h>

#include <cstdint>

#include "index/store/view/reader.h"

namespace quire::store {

// Up to so many matches the total is counted out; beyond it is Xapian's estimate.
inline constexpr Xapian::doccount kCountedOut = 1000;

struct MatchCount {
  std::uint64_t total = 0;
  bool exact = true;  // false: an estimate
};

// What a match tells on the way.
[[nodiscard]] MatchCount count_of(const Xapian::MSet& found);

// How many matches of the query, of terms alone, are to be looked at so that their number is known
// well enough; none if the terms' own frequencies tell it.
[[nodiscard]] Xapian::doccount to_be_counted(const Xapian::Enquire& enquire);

// The matches of a query whose weights are of no use. `terms_only`: of terms alone.
[[nodiscard]] MatchCount count_matches(const Snapshot& at, const Xapian::Query& query,
                                       bool terms_only);

}  // namespace quire::store
