#pragma once
// Dates that a text states about itself. Pure functions.

#include <optional>
#include <string_view>

#include "index/extract/draft/stated_time.h"

namespace quire::extract {

// A whole date as people write it: RFC 3339, "2018-12-04", "December 4, 2018", "Dec. 4, 2018",
// "4 December 2018", "Tue, 04 Dec 2018 16:32:00 +0000". UTC where no zone is given.
[[nodiscard]] std::optional<StatedTime> parse_date(std::string_view text);

}  // namespace quire::extract
