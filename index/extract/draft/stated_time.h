#pragma once
// A time as an article states it: which second, and how far from Greenwich its clock was, so that
// the day is the one that the article's readers had. A value.

#include <cstdint>

#include "index/base/clock.h"

namespace quire::extract {

struct StatedTime {
  UnixSeconds seconds = 0;
  std::int32_t east = 0;  // seconds east of Greenwich; 0 when no zone is stated

  constexpr StatedTime() = default;
  // A time is a number of seconds to whoever does not care for the zone, and the other way round.
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr StatedTime(UnixSeconds at, std::int32_t zone = 0) : seconds(at), east(zone) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr operator UnixSeconds() const { return seconds; }
};

}  // namespace quire::extract
