#include "daemon/commands/correct.h"

#include <algorithm>
#include <cmath>

#include "daemon/commands/interpret.h"
#include "index/query/correction.h"

namespace quire::commands {
namespace {

// Who finds fewer may have meant something else, even if the words are there.
constexpr std::uint64_t kHandful = 5;

// 0 when it cannot be asked any more.
std::uint64_t articles_found(Engine& engine, std::string_view query,
                             const store::MatchGuard& guard) {
  const auto asked = interpret(engine, query, false, guard);
  if (!asked) return 0;
  store::SearchOptions options;
  options.limit = 0;
  options.guard = guard;
  const auto found = engine.searcher.search(asked->translated.query, options);
  return found && !found->partial ? found->total : 0;
}

}  // namespace

std::string corrected_query(Engine& engine, std::string_view query, std::uint64_t found,
                            const store::MatchGuard& guard) {
  const bool few = found < kHandful;
  // Who has found much does not wait until the words of a new segment are known.
  const auto words = few ? engine.searcher.vocabulary() : engine.searcher.known_vocabulary();
  if (!words || !*words) return {};
  auto readings = query::corrections(query, **words, engine.stemmers, {4, few});
  if (readings.size() > 1) {
    for (query::Correction& reading : readings) {
      if (reading.context.empty()) continue;
      const std::uint64_t together = articles_found(engine, reading.context, guard);
      reading.likelihood += 2 * std::log1p(static_cast<double>(together));
    }
  }
  const auto best =
      std::max_element(readings.begin(), readings.end(),
                       [](const auto& a, const auto& b) { return a.likelihood < b.likelihood; });
  if (best == readings.end()) return {};
  return articles_found(engine, best->query, guard) > found ? best->query : std::string();
}

}  // namespace quire::commands
