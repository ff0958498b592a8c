#pragma once
// Ranges of days in the terms of the index. Pure. Internal to the query folder.

#include <xapian.h>

#include "index/query/syntax/days.h"

namespace quire::query {

// The articles published in the range, by their own clocks: as few terms of whole years, months and
// days as will do; decades and more of years by their first digits.
[[nodiscard]] Xapian::Query published_within(const DayRange& range);

}  // namespace quire::query
