#include "index/store/search/match_count.h"

namespace quire::store {
namespace {

bool is_known(const Xapian::MSet& told) {
  const Xapian::doccount least = told.get_matches_lower_bound();
  return least >= kCountedOut || least == told.get_matches_upper_bound();
}

}  // namespace

MatchCount count_of(const Xapian::MSet& found) {
  return {found.get_matches_estimated(),
          found.get_matches_lower_bound() == found.get_matches_upper_bound()};
}

Xapian::doccount to_be_counted(const Xapian::Enquire& enquire) {
  return is_known(enquire.get_mset(0, 0)) ? 0 : kCountedOut;
}

MatchCount count_matches(const Snapshot& at, const Xapian::Query& query, bool terms_only) {
  if (terms_only) {
    Xapian::Enquire enquire(at.database);
    enquire.set_query(query);
    const Xapian::MSet told = enquire.get_mset(0, 0);
    if (is_known(told)) return count_of(told);
  }
  // Without an order Xapian looks at no more than it counts, but only in a database by itself.
  MatchCount all;
  for (const Snapshot::Segment& segment : at.segments) {
    Xapian::Enquire enquire(segment.database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const MatchCount count = count_of(enquire.get_mset(0, 0, kCountedOut));
    all.total += count.total;
    all.exact = all.exact && count.exact;
  }
  return all;
}

}  // namespace quire::store
