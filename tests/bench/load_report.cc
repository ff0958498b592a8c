#include "tests/bench/load_report.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"

namespace quire::bench {
namespace {

using Value = double (*)(const LoadFigures&);

enum class Unit : std::uint8_t { kCount, kSeconds, kBytes };

struct Figure {
  std::string_view key;      // in JSON, in plain units
  std::string_view heading;  // in the table, where bytes are megabytes
  Unit unit;
  Value value;
};

double number(std::uint64_t value) { return static_cast<double>(value); }

double wall(const LoadFigures& load) { return load.wall_s; }
double index_bytes(const LoadFigures& load) { return number(load.size.total()); }

constexpr std::array kFigures = {
    Figure{"wall_s", "wall s", Unit::kSeconds, wall},
    Figure{"cpu_s", "CPU s", Unit::kSeconds, [](const LoadFigures& l) { return l.usage.cpu_s; }},
    Figure{"peak_rss_bytes", "RSS MB", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.usage.peak_rss_bytes); }},
    Figure{"written_bytes", "written MB", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.usage.written_bytes); }},
    Figure{"write_call_bytes", "write() MB", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.usage.write_call_bytes); }},
    Figure{"documents", "documents", Unit::kCount,
           [](const LoadFigures& l) { return number(l.documents); }},
    Figure{"databases", "databases", Unit::kCount,
           [](const LoadFigures& l) { return number(l.databases); }},
    Figure{"index_bytes", "index MB", Unit::kBytes, index_bytes},
    Figure{"postlist_bytes", "postlist", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.size.postlist); }},
    Figure{"position_bytes", "position", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.size.position); }},
    Figure{"termlist_bytes", "termlist", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.size.termlist); }},
    Figure{"docdata_bytes", "docdata", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.size.docdata); }},
    Figure{"other_bytes", "other", Unit::kBytes,
           [](const LoadFigures& l) { return number(l.size.other); }},
};

double median(const std::vector<LoadFigures>& rounds, Value value) {
  Sample sample;
  for (const LoadFigures& round : rounds) sample.add(value(round));
  return sample.median();
}

std::string show(double value, Unit unit) {
  if (unit == Unit::kSeconds) return format("{:.2f}", value);
  if (unit == Unit::kBytes) return format("{:.1f}", value / 1e6);
  return format("{:.0f}", value);
}

test::Json as_json(const LoadFigures& load) {
  test::Json out;
  for (const Figure& figure : kFigures) out[std::string(figure.key)] = figure.value(load);
  return out;
}

}  // namespace

void LoadReport::add(const Measured& measured) {
  auto entry = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& other) { return other.name == measured.name; });
  if (entry == entries_.end()) entry = entries_.insert(entry, {measured.name, {}});
  entry->rounds.push_back(measured.figures);
}

void LoadReport::print(std::FILE* out) const {
  std::vector<std::string> headings = {"", "wall/plain", "size/plain"};
  for (const Figure& figure : kFigures) headings.emplace_back(figure.heading);
  Table table(std::move(headings));
  for (const Entry& entry : entries_) {
    std::vector<std::string> row = {entry.name, format("{:.3f}", ratio_to_plain(entry, wall)),
                                    format("{:.3f}", ratio_to_plain(entry, index_bytes))};
    for (const Figure& figure : kFigures) {
      row.push_back(show(median(entry.rounds, figure.value), figure.unit));
    }
    table.add(std::move(row));
  }
  table.print(out);
}

test::Json LoadReport::to_json() const {
  test::Json rounds = test::Json::object();
  test::Json medians = test::Json::object();
  for (const Entry& entry : entries_) {
    for (const LoadFigures& round : entry.rounds) rounds[entry.name].push_back(as_json(round));
    test::Json& row = medians[entry.name];
    for (const Figure& figure : kFigures) {
      row[std::string(figure.key)] = median(entry.rounds, figure.value);
    }
    row["wall_to_plain"] = ratio_to_plain(entry, wall);
    row["size_to_plain"] = ratio_to_plain(entry, index_bytes);
  }
  return {{"rounds", std::move(rounds)}, {"medians", std::move(medians)}};
}

std::vector<std::string> LoadReport::differences() const {
  const Entry* plain = find("plain");
  if (plain == nullptr) return {};
  const std::uint64_t expected = plain->rounds.front().documents;
  std::vector<std::string> out;
  for (const Entry& entry : entries_) {
    for (const LoadFigures& round : entry.rounds) {
      if (round.documents == expected) continue;
      out.push_back(
          format("{} has {} documents, the plain loop {}", entry.name, round.documents, expected));
      break;
    }
  }
  return out;
}

const LoadReport::Entry* LoadReport::find(const std::string& name) const {
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& other) { return other.name == name; });
  return entry != entries_.end() ? &*entry : nullptr;
}

double LoadReport::ratio_to_plain(const Entry& entry, Value figure) const {
  const Entry* plain = find("plain");
  return plain != nullptr ? median(entry.rounds, figure) / median(plain->rounds, figure) : 0;
}

}  // namespace quire::bench
