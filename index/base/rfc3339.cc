#include "index/base/rfc3339.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "index/base/format.h"

namespace quire {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr UnixSeconds kDay = 86400;
constexpr UnixSeconds kFirst = -62167219200;  // 0000-01-01T00:00:00Z
constexpr UnixSeconds kLast = 253402300799;   // 9999-12-31T23:59:59Z

struct Civil {
  int year;
  unsigned month;
  unsigned day;
  long second_of_day;
};

Civil civil_of(UnixSeconds seconds) {
  seconds = std::clamp(seconds, kFirst, kLast);
  UnixSeconds days = seconds / kDay;
  if (seconds % kDay < 0) --days;
  const year_month_day date{sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), static_cast<long>(seconds - days * kDay)};
}

// Takes exactly `digits` digits off the front.
bool take_number(std::string_view& text, std::size_t digits, int& out) {
  if (text.size() < digits) return false;
  const char* end = text.data() + digits;
  const auto [stop, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc{} || stop != end || text.front() == '-') return false;
  text.remove_prefix(digits);
  return true;
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// "Z", "+01:00" or "-0530": seconds east of Greenwich.
std::optional<UnixSeconds> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  int hours = 0;
  int minutes = 0;
  if (!take_number(text, 2, hours)) return std::nullopt;
  (void)take(text, ":");
  if (!take_number(text, 2, minutes) || hours > 23 || minutes > 59) return std::nullopt;
  return sign * (hours * 3600 + minutes * 60);
}

}  // namespace

std::string format_rfc3339(UnixSeconds seconds, std::int32_t east) {
  const Civil c = civil_of(seconds + east);
  const std::string time =
      format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.second_of_day / 3600,
             c.second_of_day / 60 % 60, c.second_of_day % 60);
  const std::int32_t minutes = std::abs(east) / 60;
  if (minutes == 0) return time + "Z";
  return format("{}{}{:02}:{:02}", time, east < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string format_yyyymmdd(UnixSeconds seconds) {
  const Civil c = civil_of(seconds);
  return format("{:04}{:02}{:02}", c.year, c.month, c.day);
}

std::optional<UnixSeconds> parse_rfc3339(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!take_number(text, 4, year) || !take(text, "-") || !take_number(text, 2, month) ||
      !take(text, "-") || !take_number(text, 2, day)) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year{year},
                            std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const UnixSeconds midnight = sys_days{date}.time_since_epoch().count() * kDay;
  if (text.empty()) return midnight;

  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!take(text, "Tt ") || !take_number(text, 2, hour) || !take(text, ":") ||
      !take_number(text, 2, minute)) {
    return std::nullopt;
  }
  if (take(text, ":")) {
    if (!take_number(text, 2, second)) return std::nullopt;
    if (take(text, ".")) {
      if (!take(text, "0123456789")) return std::nullopt;
      while (take(text, "0123456789")) {
      }
    }
  }
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return midnight + hour * 3600 + minute * 60 + second - *offset;
}

}  // namespace quire
