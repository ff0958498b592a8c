#include "client/cli/output/histogram.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>

#include "client/cli/output/quantities.h"
#include "client/cli/terminal/terminal.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

using protocol::FacetValue;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kShortestBar = 10;
constexpr std::int64_t kGapsShown = 7;  // in a row, line by line
constexpr std::array<std::string_view, 3> kFields = {"year", "month", "day"};

std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// Dates of a field as numbers that go up by one from each to the next.
class Dates {
 public:
  explicit Dates(std::string_view field) : field_(field) {}

  // "2018", "2018-12" or "2018-12-04"; nothing when it is none.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view date) const {
    const auto year = number_of(date.substr(0, 4));
    if (!year || field_ == "year") return year;
    const auto month = number_of(date.substr(std::min<std::size_t>(5, date.size()), 2));
    if (!month) return std::nullopt;
    if (field_ == "month") return *year * 12LL + *month - 1;
    const auto day = number_of(date.substr(std::min<std::size_t>(8, date.size()), 2));
    if (!day) return std::nullopt;
    const year_month_day whole{std::chrono::year(*year),
                               std::chrono::month(static_cast<unsigned>(*month)),
                               std::chrono::day(static_cast<unsigned>(*day))};
    if (!whole.ok()) return std::nullopt;
    return sys_days(whole).time_since_epoch().count();
  }

  [[nodiscard]] std::string text(std::int64_t number) const {
    if (field_ == "year") return format("{:04}", number);
    if (field_ == "month") return format("{:04}-{:02}", number / 12, number % 12 + 1);
    const year_month_day date{sys_days(std::chrono::days(number))};
    return format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  }

 private:
  std::string_view field_;
};

class Chart {
 public:
  Chart(std::ostream& out, const protocol::Facet& facet, std::size_t width, std::string_view mark)
      : out_(out), facet_(facet), mark_(mark) {
    std::size_t dates = 0;
    for (const FacetValue& value : facet.values) {
      most_ = std::max(most_, value.count);
      dates = std::max(dates, value.value.size());
    }
    counts_ = grouped(most_).size();
    const std::size_t before = dates + counts_ + 4;
    longest_ = std::max(kShortestBar, width > before ? width - before : 0);
  }

  void write() {
    const Dates dates(facet_.field);
    std::optional<std::int64_t> last;
    for (const FacetValue& value : facet_.values) {
      const auto date = dates.number(value.value);
      if (date && last) write_gap(dates, *last + 1, *date);
      write_line(value.value, value.count);
      last = date;
    }
  }

 private:
  // [begin, end) have nothing.
  void write_gap(const Dates& dates, std::int64_t begin, std::int64_t end) {
    if (end - begin > kGapsShown) {
      out_ << format("  (none for {})\n",
                     counted(static_cast<std::uint64_t>(end - begin), facet_.field));
      return;
    }
    for (std::int64_t date = begin; date < end; ++date) write_line(dates.text(date), 0);
  }

  void write_line(std::string_view date, std::uint64_t count) {
    std::string line = format("  {} {:>{}}", harmless(date), grouped(count), counts_);
    // Whatever is there is seen.
    const std::uint64_t length = (count * longest_ + most_ - 1) / std::max<std::uint64_t>(most_, 1);
    if (length > 0) line += ' ';
    for (std::uint64_t i = 0; i < length; ++i) line += mark_;
    out_ << line << '\n';
  }

  std::ostream& out_;
  const protocol::Facet& facet_;
  std::string_view mark_;
  std::uint64_t most_ = 0;
  std::size_t counts_ = 0;   // columns of the counts
  std::size_t longest_ = 0;  // bar, in columns
};

}  // namespace

bool is_date_facet(const protocol::Facet& facet) {
  return std::find(kFields.begin(), kFields.end(), facet.field) != kFields.end();
}

void write_histogram(std::ostream& out, const protocol::Facet& facet, std::size_t width,
                     std::string_view mark) {
  Chart(out, facet, width, mark).write();
}

std::string_view bar_mark(bool terminal, const config::Environment& environment) {
  std::string locale;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (locale.empty()) locale = environment.get(name);
  }
  std::transform(locale.begin(), locale.end(), locale.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool utf8 = locale.ends_with("utf-8") || locale.ends_with("utf8");
  return terminal && utf8 ? "\u2588" : "#";
}

}  // namespace quire::cli
