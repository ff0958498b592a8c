#include "index/extract/draft/dates.h"

#include <date/date.h>

#include <array>
#include <sstream>
#include <string>

#include "index/extract/draft/machine_dates.h"
#include "index/extract/draft/written_date.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLinesLookedAt = 8;
constexpr std::size_t kLongestDate = 64;  // bytes; more is prose
// "March 3, 19" is no date in the year 19.
constexpr date::sys_days kFirstYear = date::year{1000} / date::January / 1;

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// "Dec. 4" -> "Dec 4": the library knows month names, full or of three letters, without a point.
std::string without_points(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '.') out.push_back(c);
  }
  const std::size_t sept = out.find("Sept ");
  if (sept != std::string::npos) out.erase(sept + 3, 1);
  return out;
}

std::optional<UnixSeconds> parse_with(const std::string& text, const char* pattern) {
  std::istringstream in(text);
  date::sys_seconds when;
  in >> date::parse(pattern, when);
  if (in.fail()) return std::nullopt;
  in >> std::ws;
  if (!in.eof() || when < kFirstYear) return std::nullopt;
  return when.time_since_epoch().count();
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  for (std::size_t i = 0; i < lower_prefix.size(); ++i) {
    const char c = text[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != lower_prefix[i]) return false;
  }
  return true;
}

std::optional<UnixSeconds> date_after_label(std::string_view line, std::string_view label) {
  if (!starts_with_ignoring_case(line, label)) return std::nullopt;
  return parse_date(trim(line.substr(label.size())));
}

// "LISBON, March 3, 2019 (Agency) - text": the date between the place's comma and what follows.
std::optional<UnixSeconds> dateline_date(std::string_view line) {
  line = line.substr(0, 100);
  for (std::size_t comma = line.find(", "); comma != std::string_view::npos;
       comma = line.find(", ", comma + 1)) {
    const std::string_view rest = line.substr(comma + 2);
    const std::size_t end = rest.find_first_of("(-:");
    const std::size_t em_dash = rest.find("\xE2\x80\x94");
    const std::size_t en_dash = rest.find("\xE2\x80\x93");
    const std::size_t stop = std::min({end, em_dash, en_dash});
    if (stop == std::string_view::npos) return std::nullopt;
    if (const auto found = parse_date(trim(rest.substr(0, stop)))) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<UnixSeconds> parse_date(std::string_view text) {
  if (text.size() < 8 || text.size() > kLongestDate) return std::nullopt;
  if (const auto exact = parse_machine_date(text)) return exact;
  const std::string plain = without_points(text);
  constexpr std::array<const char*, 5> kPatterns = {"%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y",
                                                    "%A %d %B %Y", "%Y/%m/%d"};
  for (const char* pattern : kPatterns) {
    if (const auto found = parse_with(plain, pattern)) return found;
  }
  const auto written = find_written_date(text);
  if (written && written->alone) return written->when;
  return std::nullopt;
}

StatedDates find_stated_dates(std::string_view text) {
  StatedDates dates;
  for (std::size_t seen = 0; seen < kLinesLookedAt && !text.empty();) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) continue;
    ++seen;
    for (const std::string_view label : {"published:", "date:", "published on"}) {
      if (!dates.published) dates.published = date_after_label(line, label);
    }
    for (const std::string_view label : {"updated:", "updated at", "last updated:"}) {
      if (!dates.updated) dates.updated = date_after_label(line, label);
    }
    if (!dates.published) dates.published = dateline_date(line);
  }
  return dates;
}

}  // namespace quire::extract
