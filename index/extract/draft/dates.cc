#include "index/extract/draft/dates.h"

#include "index/extract/draft/machine_dates.h"
#include "index/extract/draft/written_date.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestDate = 64;  // bytes; more is prose

}  // namespace

std::optional<StatedTime> parse_date(std::string_view text) {
  if (text.size() < 8 || text.size() > kLongestDate) return std::nullopt;
  if (const auto exact = parse_machine_date(text)) return exact;
  const auto written = find_written_date(text);
  if (written && written->alone) return written->when;
  return std::nullopt;
}

}  // namespace quire::extract
