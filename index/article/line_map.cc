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

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// "line" or "line.column"; without a column it stays as it is.
bool take_place(std::string_view& text, Place& out) {
  return take_number(text, out.line) && (!take(text, '.') || take_number(text, out.column));
}

std::string shown(const Place& place, std::uint32_t usual_column) {
  return place.column == usual_column ? format("{}", place.line)
                                      : format("{}.{}", place.line, place.column);
}

}  // namespace

void LineMap::add_run(Place stored, Place original) {
  if (!runs_.empty() && runs_.back().stored == stored) runs_.pop_back();
  if (!is_implied(stored, original)) runs_.push_back({stored, original});
}

bool LineMap::is_implied(Place stored, Place original) const {
  return !runs_.empty() && original_of(stored) == original;
}

Place LineMap::original_of(Place stored) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), stored,
                       [](const Place& place, const Run& run) { return place < run.stored; });
  if (after == runs_.begin()) return {stored.line + 1, stored.column + 1};
  const Run& run = *std::prev(after);
  if (stored.line == run.stored.line) {
    return {run.original.line, run.original.column + (stored.column - run.stored.column)};
  }
  return {run.original.line + (stored.line - run.stored.line), stored.column + 1};
}

std::string LineMap::serialise() const {
  std::string out;
  for (const Run& run : runs_) {
    if (!out.empty()) out.push_back(',');
    out += format("{}:{}", shown(run.stored, 0), shown(run.original, 1));
  }
  return out;
}

Result<LineMap> LineMap::parse(std::string_view text) {
  LineMap map;
  const Error broken{ErrorCode::kCorrupt, format("broken line map \"{}\"", text), {}};
  while (!text.empty()) {
    Run run{{0, 0}, {0, 1}};
    if (!take_place(text, run.stored) || !take(text, ':') || !take_place(text, run.original)) {
      return broken;
    }
    if (!text.empty() && (!take(text, ',') || text.empty())) return broken;
    if (!map.runs_.empty() && run.stored <= map.runs_.back().stored) return broken;
    map.runs_.push_back(run);
  }
  return map;
}

}  // namespace quire::article
