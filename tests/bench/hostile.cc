#include <chrono>
#include <cstdio>

#include "index/base/format.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/hostile_crowd.h"

namespace quire::bench {
namespace {

using std::chrono::steady_clock;

constexpr double kAllowedRatio = 3;
constexpr double kAllowedGrowth = 64;  // MB
constexpr double kMega = 1e6;

// Milliseconds, over the socket, one after the other.
Sample search_times(test::JsonClient& client, const std::string& query, std::size_t rounds) {
  Sample times;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto start = steady_clock::now();
    (void)client.result("search", {{"query", query}});
    times.add(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
  }
  return times;
}

void print(const char* what, const Sample& times, double rss) {
  std::printf("  %-26s %8.3f ms %8.3f ms %9.1f MB\n", what, times.median(), times.percentile(99),
              rss / kMega);
}

}  // namespace

bool measure_hostile(const HostileOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon(
      {.settings = format("[limits]\nconnections = {}\n", options.clients + 100),
       .log_level = "error"});
  for (std::size_t i = 0; i < options.articles; ++i) {
    daemon.files().write(format("drop/{}/{}.txt", i % 50, i), generator.next_with_fields());
  }
  if (!daemon.start_quietly()) return false;
  test::JsonClient honest(daemon.socket());
  wait_until_searchable(honest);
  wait_until_at_rest(honest);
  const std::string query = generator.word(20) + " " + generator.word(50);

  (void)search_times(honest, query, options.rounds);
  const Sample idle = search_times(honest, query, options.rounds);
  const auto before = static_cast<double>(daemon.resident_bytes());
  const test::HostileCrowd crowd(daemon.socket(), {options.clients, query});
  const Sample beside = search_times(honest, query, options.rounds);
  const auto after = static_cast<double>(daemon.resident_bytes());

  std::printf("one honest client, %zu articles, %zu searches each\n", options.articles,
              options.rounds);
  std::printf("  %-26s %11s %11s %12s\n", "", "median", "p99", "RSS");
  print("idle", idle, before);
  print(format("{} slow, one floods", options.clients).c_str(), beside, after);
  const double ratio = beside.median() / idle.median();
  const double growth = (after - before) / kMega;
  std::printf("  ratio of the medians %.2f (at most %.0f), growth %.1f MB (at most %.0f)\n", ratio,
              kAllowedRatio, growth, kAllowedGrowth);
  std::printf("  the flood was answered %zu times\n", crowd.flood_answers());
  return ratio <= kAllowedRatio && growth <= kAllowedGrowth;
}

}  // namespace quire::bench
