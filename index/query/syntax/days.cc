#include "index/query/syntax/days.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "index/text/normalizer.h"

namespace quire::query {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::int64_t kSecondsADay = 86400;
constexpr std::int64_t kFirstYear = 1;
constexpr std::int64_t kLastYear = 9999;
constexpr std::int64_t kMaxCount = 100'000;  // of days, weeks, ... ago

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
constexpr std::string_view kWeekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                          "friday", "saturday", "sunday"};

std::int64_t number_of(const year_month_day& date) {
  return sys_days(date).time_since_epoch().count();
}
year_month_day date_of(std::int64_t number) { return {sys_days(days(number))}; }

std::optional<std::int64_t> to_number(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || digits.front() == '-') return std::nullopt;
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

DayRange whole(const year_month& m) { return {number_of(m / day(1)), number_of(m / last)}; }
DayRange whole(const year& y) { return {number_of(y / 1 / 1), number_of(y / 12 / 31)}; }

std::optional<DayRange> date(std::int64_t y, std::optional<std::int64_t> m,
                             std::optional<std::int64_t> d) {
  if (y < kFirstYear || y > kLastYear) return std::nullopt;
  const year the_year(static_cast<int>(y));
  if (!m) return whole(the_year);
  if (*m < 1 || *m > 12) return std::nullopt;
  const year_month the_month = the_year / month(static_cast<unsigned>(*m));
  if (!d) return whole(the_month);
  if (*d < 1 || *d > 31) return std::nullopt;
  const year_month_day the_day = the_month / day(static_cast<unsigned>(*d));
  if (!the_day.ok()) return std::nullopt;
  return DayRange{number_of(the_day), number_of(the_day)};
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "2018-12-04", "2018/12", "2018", "20181204".
std::optional<DayRange> numbers(std::string_view text) {
  if (text.size() == 8 && to_number(text)) {
    return date(*to_number(text.substr(0, 4)), to_number(text.substr(4, 2)),
                to_number(text.substr(6)));
  }
  const auto parts = split(text, "-/.");
  if (parts.size() > 3 || parts.front().size() != 4) return std::nullopt;
  std::optional<std::int64_t> values[3];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    values[i] = to_number(parts[i]);
    if (!values[i] || (i > 0 && parts[i].size() > 2)) return std::nullopt;
  }
  return date(*values[0], values[1], values[2]);
}

// The place of a name, or of its beginning of at least three letters, in a list.
template <std::size_t size>
std::optional<std::int64_t> place_in(const std::string_view (&names)[size], std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  if (word.size() < 3) return std::nullopt;
  const auto* found = std::find_if(std::begin(names), std::end(names), [&](std::string_view name) {
    return name.starts_with(word) || (name == "september" && word == "sept");
  });
  if (found == std::end(names)) return std::nullopt;
  return found - std::begin(names);
}

// A stretch of so many units that ends with today.
std::optional<DayRange> last_units(std::int64_t count, std::string_view unit, std::int64_t today) {
  if (count < 1 || count > kMaxCount) return std::nullopt;
  if (unit.starts_with('d')) return DayRange{today - count + 1, today};
  if (unit.starts_with('w')) return DayRange{today - 7 * count + 1, today};
  const std::int64_t length = unit.starts_with('m') ? count : 12 * count;
  if (!unit.starts_with('m') && !unit.starts_with('y')) return std::nullopt;
  year_month_day begin = date_of(today) - months(length);
  if (!begin.ok()) begin = begin.year() / begin.month() / last;
  if (static_cast<int>(begin.year()) < kFirstYear) return std::nullopt;
  return DayRange{number_of(begin) + 1, today};
}

bool is_unit(std::string_view word) {
  constexpr std::string_view kUnits[] = {"day",  "days",  "week",  "weeks",
                                         "year", "years", "month", "months"};
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

// `back` units before the current week, month or year.
std::optional<DayRange> calendar_unit(std::string_view unit, int back, std::int64_t today) {
  const year_month_day date = date_of(today);
  if (unit == "day") return DayRange{today - back, today - back};
  if (unit == "week") {
    const std::int64_t monday = today - (today + 3) % 7 - 7 * back;  // day 0 was a Thursday
    return DayRange{monday, monday + 6};
  }
  if (unit == "month") return whole(date.year() / date.month() - months(back));
  if (unit == "year") return whole(date.year() - std::chrono::years(back));
  return std::nullopt;
}

std::optional<DayRange> last_weekday(std::int64_t weekday, std::int64_t until) {
  const std::int64_t back = ((until + 3) % 7 - weekday + 7) % 7;
  return DayRange{until - back, until - back};
}

std::optional<DayRange> one_word(std::string_view word, std::int64_t today) {
  if (word == "today") return DayRange{today, today};
  if (word == "yesterday") return DayRange{today - 1, today - 1};
  if (word == "tomorrow") return DayRange{today + 1, today + 1};
  if (const auto weekday = place_in(kWeekdays, word)) return last_weekday(*weekday, today);
  if (const auto m = place_in(kMonths, word)) {
    const year_month_day date = date_of(today);
    const month the_month(static_cast<unsigned>(*m) + 1);
    return whole((the_month <= date.month() ? date.year() : date.year() - std::chrono::years(1)) /
                 the_month);
  }
  const std::size_t unit = word.find_first_not_of("0123456789");
  const bool is_stretch = unit != std::string_view::npos && unit > 0 && unit + 1 == word.size();
  if (!is_stretch) return numbers(word);
  return last_units(to_number(word.substr(0, unit)).value_or(0), word.substr(unit), today);
}

// "december 2018", "last week", "this month".
std::optional<DayRange> two_words(std::string_view a, std::string_view b, std::int64_t today) {
  const bool is_past = a == "last" || a == "past" || a == "previous";
  if (is_past && is_unit(b)) return calendar_unit(b, 1, today);
  if (a == "this" && is_unit(b)) return calendar_unit(b, 0, today);
  if (is_past) {
    const auto weekday = place_in(kWeekdays, b);
    return weekday ? last_weekday(*weekday, today - 1) : std::nullopt;
  }
  const auto m = place_in(kMonths, a);
  const auto y = to_number(b);
  if (!m || !y || b.size() != 4) return std::nullopt;
  return date(*y, *m + 1, std::nullopt);
}

// "4 december 2018", "december 4 2018", "last 7 days", "3 weeks ago".
std::optional<DayRange> three_words(std::string_view a, std::string_view b, std::string_view c,
                                    std::int64_t today) {
  if ((a == "last" || a == "past") && is_unit(c)) {
    return last_units(to_number(b).value_or(0), c, today);
  }
  if (c == "ago" && is_unit(b)) {
    const auto range = last_units(to_number(a).value_or(0), b, today);
    return range ? std::optional(DayRange{range->first - 1, range->first - 1}) : std::nullopt;
  }
  const bool month_first = place_in(kMonths, a).has_value();
  const auto m = place_in(kMonths, month_first ? a : b);
  const auto d = to_number(month_first ? b : a);
  const auto y = to_number(c);
  if (!m || !d || !y || c.size() != 4) return std::nullopt;
  return date(*y, *m + 1, d);
}

std::optional<DayRange> one_date(std::string_view text, std::int64_t today) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), ',', ' ');
  const std::string plain = text::collapse_space(spaced);
  const auto words = split(plain, " ");
  switch (words.size()) {
    case 1:
      return one_word(words[0], today);
    case 2:
      return two_words(words[0], words[1], today);
    case 3:
      return three_words(words[0], words[1], words[2], today);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::int64_t Today::day() const {
  const std::int64_t local = now + east;
  return local >= 0 ? local / kSecondsADay : (local - kSecondsADay + 1) / kSecondsADay;
}

Today local_today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  const bool known = ::localtime_r(&now, &local) != nullptr;
  return {now, known ? static_cast<std::int32_t>(local.tm_gmtoff) : 0};
}

std::optional<DayRange> parse_days(std::string_view text, const Today& today) {
  const std::string folded = text::fold(text);
  const std::string_view whole_text = folded;
  const std::size_t dots = whole_text.find("..");
  if (dots == std::string_view::npos) return one_date(whole_text, today.day());
  const std::string_view before = whole_text.substr(0, dots);
  const std::string_view after = whole_text.substr(dots + 2);
  DayRange range;
  if (before.empty() && after.empty()) return std::nullopt;
  if (!before.empty()) {
    const auto begin = one_date(before, today.day());
    if (!begin) return std::nullopt;
    range.first = begin->first;
  }
  if (!after.empty()) {
    const auto end = one_date(after, today.day());
    if (!end) return std::nullopt;
    range.last = end->last;
  }
  if (range.first > range.last) return std::nullopt;
  return range;
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  const std::size_t unit_at = text.find_first_not_of("0123456789");
  if (unit_at == std::string_view::npos) return std::nullopt;
  const auto count = to_number(text.substr(0, unit_at));
  if (!count || *count > kMaxCount) return std::nullopt;
  const std::string_view unit = text.substr(unit_at);
  const std::int64_t seconds = unit == "min" ? 60
                               : unit == "h" ? 3600
                               : unit == "d" ? kSecondsADay
                               : unit == "w" ? 7 * kSecondsADay
                                             : 0;
  if (seconds == 0) return std::nullopt;
  return *count * seconds;
}

std::optional<UnixSeconds> parse_ago(std::string_view text, const Today& today) {
  const auto duration = parse_duration(text);
  if (!duration) return std::nullopt;
  return today.now - *duration;
}

}  // namespace quire::query
