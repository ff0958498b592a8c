#include "index/extract/draft/dates.h"

#include <date/date.h>

#include <array>
#include <sstream>
#include <string>

#include "index/extract/draft/machine_dates.h"
#include "index/extract/draft/written_date.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestDate = 64;  // bytes; more is prose
// "March 3, 19" is no date in the year 19.
constexpr date::sys_days kFirstYear = date::year{1000} / date::January / 1;

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

}  // namespace

std::optional<StatedTime> parse_date(std::string_view text) {
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

}  // namespace quire::extract
