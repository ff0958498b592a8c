#pragma once
// Dates as programs write them. Pure functions.

#include <optional>
#include <string_view>

#include "index/extract/draft/stated_time.h"

namespace quire::extract {

// ISO 8601, extended or basic, with or without a zone: "2018-03-01T18:34:39.924Z",
// "20131020T192751+1100", "2016-01-12 12:35:40"; RFC 5322 and what went before it: "Tue, 04 Dec
// 2018 16:32:00 EST", "4 Dec 18 16:32 GMT"; asctime's "Tue Dec  4 16:32:00 2018". UTC where no zone
// is given or known. Nothing for anything else.
[[nodiscard]] std::optional<StatedTime> parse_machine_date(std::string_view text);

}  // namespace quire::extract
