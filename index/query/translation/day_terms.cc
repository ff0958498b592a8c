#include "index/query/translation/day_terms.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "index/base/format.h"
#include "index/store/format/schema.h"

namespace quire::query {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr year_month_day kFirst = year(1) / 1 / 1;
constexpr year_month_day kLast = year(9999) / 12 / 31;

int number_of(year y) { return static_cast<int>(y); }
unsigned number_of(month m) { return static_cast<unsigned>(m); }
unsigned number_of(day d) { return static_cast<unsigned>(d); }

std::string term(std::string_view prefix, const std::string& value) {
  return std::string(prefix) + value;
}

// All years from `from` to `to`: "Y201" is a decade's.
void add_years(int from, int to, std::vector<Xapian::Query>& parts) {
  while (from <= to) {
    int span = 1000;
    std::size_t digits = 1;
    while (span > 1 && (from % span != 0 || from + span - 1 > to)) {
      span /= 10;
      ++digits;
    }
    const std::string name = term(store::prefix::kYear, format("{:04}", from).substr(0, digits));
    parts.push_back(span == 1
                        ? Xapian::Query(name)
                        : Xapian::Query(Xapian::Query::OP_WILDCARD, name, 0,
                                        Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_OR));
    from += span;
  }
}

}  // namespace

Xapian::Query published_within(const DayRange& range) {
  const std::int64_t first_day = sys_days(kFirst).time_since_epoch().count();
  const std::int64_t last_day = sys_days(kLast).time_since_epoch().count();
  sys_days at(days(std::clamp(range.first, first_day, last_day)));
  const sys_days end(days(std::clamp(range.last, first_day, last_day)));
  std::vector<Xapian::Query> parts;
  while (at <= end) {
    const year_month_day date(at);
    const sys_days month_end = date.year() / date.month() / last;
    const bool is_month = date.day() == day(1) && month_end <= end;
    if (is_month && date.month() == month(1) && sys_days(date.year() / 12 / 31) <= end) {
      const year_month_day end_date(end);
      const bool whole_last_year = end == sys_days(end_date.year() / 12 / 31);
      const int to = number_of(end_date.year()) - (whole_last_year ? 0 : 1);
      add_years(number_of(date.year()), to, parts);
      at = sys_days(year(to) / 12 / 31) + days(1);
    } else if (is_month) {
      parts.emplace_back(term(store::prefix::kMonth, format("{:04}{:02}", number_of(date.year()),
                                                            number_of(date.month()))));
      at = month_end + days(1);
    } else {
      parts.emplace_back(
          term(store::prefix::kDay, format("{:04}{:02}{:02}", number_of(date.year()),
                                           number_of(date.month()), number_of(date.day()))));
      at += days(1);
    }
  }
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace quire::query
