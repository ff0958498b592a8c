#pragma once
// The first matches by date without looking at all of them: those of the newest (or oldest) months,
// and days of a month that holds far more than is asked for, are looked up by their terms, of as
// many as are likely to hold enough. On any thread; one database handle.

#include <xapian.h>

#include <functional>
#include <optional>

#include "index/store/search/page_start.h"

namespace quire::store {

struct DateOrder {
  Sort sort = Sort::kNewest;        // not by relevance
  std::optional<UnixSeconds> from;  // where the order is to begin; absent: at its end
  Xapian::doccount skipped = 0;
  Xapian::doccount count = 0;  // behind those
};

// `count` of about `matches` matches of `query`, as `match` of all of them would give them: it
// sorts by date and skips what is to be skipped. Nothing when looking at all of them would hardly
// take longer, or when the first months do not hold enough.
[[nodiscard]] std::optional<Xapian::MSet> first_by_date(
    const Xapian::Database& database, const Xapian::Query& query, const DateOrder& order,
    Xapian::doccount matches, const std::function<Xapian::MSet(const Xapian::Query&)>& match);

}  // namespace quire::store
