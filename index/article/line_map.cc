#include "index/article/line_map.h"

#include <algorithm>
#include <charconv>

#include "index/base/format.h"

namespace quire::article {
namespace {

bool take_number(std::string_view& text, std::uint32_t& out) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return true;
}

}  // namespace

void LineMap::add_run(std::uint32_t stored, std::uint32_t original) {
  runs_.push_back({stored, original});
}

std::uint32_t LineMap::original_of(std::uint32_t stored) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), stored,
                       [](std::uint32_t line, const Run& run) { return line < run.stored; });
  if (after == runs_.begin()) return stored + 1;
  const Run& run = *std::prev(after);
  return run.original + (stored - run.stored);
}

std::string LineMap::serialise() const {
  std::string out;
  for (const Run& run : runs_) {
    if (!out.empty()) out.push_back(',');
    out += format("{}:{}", run.stored, run.original);
  }
  return out;
}

Result<LineMap> LineMap::parse(std::string_view text) {
  LineMap map;
  const Error broken{ErrorCode::kCorrupt, format("broken line map \"{}\"", text), {}};
  while (!text.empty()) {
    Run run{};
    if (!take_number(text, run.stored) || !text.starts_with(':')) return broken;
    text.remove_prefix(1);
    if (!take_number(text, run.original)) return broken;
    if (!text.empty()) {
      if (!text.starts_with(',') || text.size() == 1) return broken;
      text.remove_prefix(1);
    }
    if (!map.runs_.empty() && run.stored <= map.runs_.back().stored) return broken;
    map.runs_.push_back(run);
  }
  return map;
}

}  // namespace quire::article
