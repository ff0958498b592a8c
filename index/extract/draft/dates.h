#pragma once
// Dates that a text states about itself. Pure functions.

#include <optional>
#include <string_view>

#include "index/base/clock.h"

namespace quire::extract {

// A whole date as people write it: RFC 3339, "2018-12-04", "December 4, 2018", "Dec. 4, 2018",
// "4 December 2018", "Tue, 04 Dec 2018 16:32:00 +0000". UTC where no zone is given.
[[nodiscard]] std::optional<UnixSeconds> parse_date(std::string_view text);

struct StatedDates {
  std::optional<UnixSeconds> published;
  std::optional<UnixSeconds> updated;
};

// Looks at the first lines of a text: "Published: DATE", "Date: DATE", "Updated: DATE" and
// datelines with a year ("LISBON, March 3, 2019 (Agency) - ").
[[nodiscard]] StatedDates find_stated_dates(std::string_view text);

}  // namespace quire::extract
