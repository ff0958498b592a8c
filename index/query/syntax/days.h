#pragma once
// Days as people write them in a query. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

#include "index/base/clock.h"

namespace quire::query {

// Days since 1970-01-01, both part of it; INT64_MIN and INT64_MAX where it is open.
struct DayRange {
  std::int64_t first = INT64_MIN;
  std::int64_t last = INT64_MAX;

  bool operator==(const DayRange&) const = default;
};

// What a query's "today" is.
struct Today {
  UnixSeconds now = 0;
  std::int32_t east = 0;  // seconds east of Greenwich of the user's clock

  [[nodiscard]] std::int64_t day() const;
};

// By the clock and the time zone of this machine.
[[nodiscard]] Today local_today();

// "2018", "2018-11", "2018-12-04" (also with / or .), "20181204", "december 2018", "4 Dec 2018",
// "December 4, 2018", "december" and "monday" (the last one), "today", "yesterday", "this week",
// "last month" (weeks begin on Monday), "last 7 days", "3 days ago", "7d" (the last 7 days; also w,
// m, y); and two of them around "..", of which one may be missing. Case does not matter. Nothing
// when it is none of these, is no day of the calendar, or ends before it begins.
[[nodiscard]] std::optional<DayRange> parse_days(std::string_view text, const Today& today);

// "6h": that many seconds; also min, d and w. Nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);

// "6h": the moment so many hours ago; also min, d and w. Nothing for anything else.
[[nodiscard]] std::optional<UnixSeconds> parse_ago(std::string_view text, const Today& today);

// What can be written, for a hint.
inline constexpr std::string_view kDaysHint =
    "write 2018, 2018-12, 2018-12-04, 2018-11..2018-12, today, \"last week\", \"december 2018\" or "
    "7d";

}  // namespace quire::query
