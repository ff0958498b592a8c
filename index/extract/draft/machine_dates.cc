#include "index/extract/draft/machine_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

namespace quire::extract {
namespace {

constexpr std::size_t kLongest = 64;  // bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

struct Parts {
  std::optional<int> year;
  std::optional<unsigned> month;
  std::optional<unsigned> day;
  std::optional<long> second_of_day;
  long offset = 0;  // seconds east of Greenwich
};

std::optional<StatedTime> seconds_of(const Parts& parts) {
  if (!parts.year || !parts.month || !parts.day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*parts.year},
                                         std::chrono::month{*parts.month},
                                         std::chrono::day{*parts.day}};
  if (!date.ok() || *parts.year < 1000) return std::nullopt;
  const auto midnight = std::chrono::sys_days{date}.time_since_epoch();
  const UnixSeconds at =
      std::chrono::seconds(midnight).count() + parts.second_of_day.value_or(0) - parts.offset;
  return StatedTime(at, static_cast<std::int32_t>(parts.offset));
}

// Takes exactly `digits` digits off the front.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits ||
      !std::all_of(text.begin(), text.begin() + static_cast<long>(digits), is_digit)) {
    return std::nullopt;
  }
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + digits, value);
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

// "hh:mm", "hh:mm:ss.fff", "hhmmss": seconds since midnight.
std::optional<long> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24) return std::nullopt;
  (void)take(text, ':');
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  unsigned second = 0;
  const bool colon = take(text, ':');
  if (const auto given = take_digits(text, 2)) {
    second = *given;
  } else if (colon) {
    return std::nullopt;
  }
  if (second > 60) return std::nullopt;
  if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
    text.remove_prefix(1);
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  return *hour * 3600L + *minute * 60L + second;
}

// "Z", "+0100", "+01:00", "+01", or a name that mail knows; other names count as UTC.
std::optional<long> zone_offset(std::string_view zone) {
  struct Named {
    std::string_view name;
    int hours;
  };
  constexpr std::array kNames = {
      Named{"est", -5}, Named{"edt", -4}, Named{"cst", -6}, Named{"cdt", -5}, Named{"mst", -7},
      Named{"mdt", -6}, Named{"pst", -8}, Named{"pdt", -7}, Named{"bst", 1},  Named{"cet", 1},
      Named{"cest", 2}, Named{"eet", 2},  Named{"eest", 3}, Named{"msk", 3},  Named{"jst", 9}};
  if (zone.empty()) return 0;
  if (zone.front() != '+' && zone.front() != '-') {
    const std::string name = lower(zone);
    if (name.size() > 5 ||
        !std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      return std::nullopt;
    }
    const auto* named = std::find_if(kNames.begin(), kNames.end(),
                                     [&name](const Named& n) { return n.name == name; });
    return named == kNames.end() ? 0 : named->hours * 3600L;
  }
  const long sign = zone.front() == '-' ? -1 : 1;
  zone.remove_prefix(1);
  const auto hours = take_digits(zone, 2);
  (void)take(zone, ':');
  const unsigned minutes = take_digits(zone, 2).value_or(0);
  if (!hours || *hours > 23 || minutes > 59 || !zone.empty()) return std::nullopt;
  return sign * (*hours * 3600L + minutes * 60L);
}

std::optional<StatedTime> parse_iso(std::string_view text) {
  Parts parts;
  const auto year = take_digits(text, 4);
  const bool hyphens = take(text, '-');
  parts.month = take_digits(text, 2);
  if (!year || !parts.month || (hyphens && !take(text, '-'))) return std::nullopt;
  parts.year = static_cast<int>(*year);
  parts.day = take_digits(text, 2);
  if (!parts.day) return std::nullopt;
  if (text.empty()) return seconds_of(parts);
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  parts.second_of_day = take_time(text);
  if (!parts.second_of_day) return std::nullopt;
  (void)take(text, ' ');
  const auto offset = zone_offset(text);
  if (!offset) return std::nullopt;
  parts.offset = *offset;
  return seconds_of(parts);
}

std::optional<unsigned> month_of(const std::string& word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(word)) return static_cast<unsigned>(i + 1);
  }
  return std::nullopt;
}

bool is_weekday(const std::string& word) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  return word.size() >= 3 && std::any_of(kDays.begin(), kDays.end(), [&word](std::string_view day) {
           return day.starts_with(word);
         });
}

// One word of a date that is written with words; false when it has no business there.
bool take_word(std::string_view word, Parts& parts, bool& short_year) {
  if (is_digit(word.front())) {
    if (word.size() > 2 && word.find(':') != std::string_view::npos) {
      if (parts.second_of_day) return false;
      std::string padded(word.find(':') == 1 ? "0" : "");
      padded += word;
      std::string_view time = padded;
      parts.second_of_day = take_time(time);
      return parts.second_of_day.has_value() && time.empty();
    }
    if (!std::all_of(word.begin(), word.end(), is_digit) || word.size() > 4) return false;
    int number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    if (word.size() <= 2 && !parts.day) {
      parts.day = static_cast<unsigned>(number);
      return true;
    }
    if (parts.year || word.size() == 3) return false;
    short_year = word.size() <= 2;
    parts.year = !short_year ? number : number + (number < 50 ? 2000 : 1900);
    return true;
  }
  const std::string name = lower(word);
  if (!parts.month && (parts.month = month_of(name))) return true;
  if (is_weekday(name) && !parts.second_of_day) return true;
  if (!parts.second_of_day) return false;
  const auto offset = zone_offset(word);
  if (offset && *offset != 0) parts.offset = *offset;
  return offset.has_value();
}

std::optional<StatedTime> parse_words(std::string_view text) {
  Parts parts;
  bool short_year = false;
  text = text.substr(0, text.find('('));  // a comment ends what mail programs write
  constexpr std::string_view kBetween = " \t,";
  while (true) {
    const std::size_t begin = text.find_first_not_of(kBetween);
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(kBetween), text.size());
    if (!take_word(text.substr(0, end), parts, short_year)) return std::nullopt;
    text.remove_prefix(end);
  }
  // "March 3, 19" is no date; with a time of day it is one that a program wrote.
  if (short_year && !parts.second_of_day) return std::nullopt;
  return seconds_of(parts);
}

}  // namespace

std::optional<StatedTime> parse_machine_date(std::string_view text) {
  if (text.size() < 8 || text.size() > kLongest) return std::nullopt;
  if (is_digit(text[2]) && is_digit(text[3])) return parse_iso(text);
  return parse_words(text);
}

}  // namespace quire::extract
