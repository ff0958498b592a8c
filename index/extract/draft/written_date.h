#pragma once
// Dates as people and programs write them, in some twenty languages, found in a text. Pure
// functions.

#include <cstdint>
#include <optional>
#include <string_view>

#include "index/extract/draft/stated_time.h"

namespace quire::extract {

struct WrittenDate {
  StatedTime when;        // without a time of day midnight, without a zone UTC
  bool has_time = false;  // a time of day is stated
  bool has_zone = false;
  bool alone = false;  // the text says nothing else: but for weekdays, "at", "Uhr" and the like
};

// Of "03/04/2020", which number is the month?
enum class NumericOrder : std::uint8_t { kDayFirst, kMonthFirst };

// The first whole date (day, month and year) in the first 300 bytes of `text`:
// "2020-03-17T10:30:00+01:00", "20200317", "17.03.2020", "3/17/2020", "17 March 2020", "Mar 17th,
// 2020 10:30 am EST", "17 de marzo de 2020", "2020年3月17日". `order` decides only when both could
// be. Years 1900 to 2100.
[[nodiscard]] std::optional<WrittenDate> find_written_date(
    std::string_view text, NumericOrder order = NumericOrder::kDayFirst);

}  // namespace quire::extract
