#include <chrono>
#include <cstdio>
#include <thread>

#include "index/base/format.h"
#include "tests/bench/articles.h"
#include "tests/bench/bench.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;
using Milliseconds = duration<double, std::milli>;

// A word that no generated article has.
std::string marker(std::size_t round) { return format("qqmarker{}q", round); }

}  // namespace

bool measure_latency(const Options& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon({.log_level = "warning"});
  for (std::size_t i = 0; i < options.articles; ++i) {
    daemon.files().write(format("drop/{}/{}.txt", i % 50, i), generator.next_short());
  }
  // At the level "warning" it does not say that it serves.
  if (!daemon.start_quietly()) return false;
  test::JsonClient client(daemon.socket());
  client.result("sync", {{"timeout_ms", 600'000}});

  Sample times;
  Sample polls;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const std::string name = format("drop/{}/late-{}", round % 50, round);
    daemon.files().write(name + ".tmp", generator.next_short() + marker(round) + "\n");
    // Idle is idle: nothing of the last round is still going on.
    std::this_thread::sleep_until(steady_clock::now() + std::chrono::milliseconds(15));
    const auto start = steady_clock::now();
    daemon.files().rename(name + ".tmp", name + ".txt");
    std::size_t tries = 0;
    do {
      ++tries;
    } while (client.result("search", {{"query", marker(round)}, {"limit", 1}})["total"]["value"] !=
             1);
    times.add(Milliseconds(steady_clock::now() - start).count());
    polls.add(static_cast<double>(tries));
  }
  std::printf("drop to searchable, idle, %zu articles, %zu rounds\n", options.articles,
              times.size());
  std::printf("  p50 %.2f ms   p90 %.2f ms   p99 %.2f ms   (%.0f searches a round)\n",
              times.percentile(50), times.percentile(90), times.percentile(99), polls.median());
  return true;
}

}  // namespace quire::bench
