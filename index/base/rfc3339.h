#pragma once
// Timestamps as the socket and the settings write them (RFC 3339), always in UTC on the way out.

#include <optional>
#include <string>
#include <string_view>

#include "index/base/clock.h"

namespace quire {

// "2018-12-04T16:32:00Z", or as a clock shows it that is `east` seconds east of Greenwich:
// "2018-12-04T17:32:00+01:00". Years 0000 to 9999; others are clamped.
[[nodiscard]] std::string format_rfc3339(UnixSeconds seconds, std::int32_t east = 0);

// "20181204" in UTC.
[[nodiscard]] std::string format_yyyymmdd(UnixSeconds seconds);

// A full date-time ("2018-12-04T16:32:00+01:00", "...Z") or a date alone (midnight UTC).
// Fractions of a second are dropped. Nothing when it is neither.
[[nodiscard]] std::optional<UnixSeconds> parse_rfc3339(std::string_view text);

}  // namespace quire
