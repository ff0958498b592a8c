#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <thread>

#include "index/base/format.h"
#include "index/base/random.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/standing_queries.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"
#include "tests/support/daemon_process.h"
#include "tests/support/standing_crowd.h"

namespace quire::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What is asked of it.
constexpr double kMedian = 8;    // ms
constexpr double kSlowest = 40;  // ms, of 99 in a hundred
constexpr double kSpeed = 0.8;
constexpr std::size_t kClients = 4;

double seconds_since(steady_clock::time_point start) {
  return std::chrono::duration<double>(steady_clock::now() - start).count();
}

// From rename() into the drop folder until the notification has been read.
bool measure_notification(const WatchOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon({.log_level = "error"});
  if (!start_with(daemon, generator, options.before)) return false;
  test::JsonClient client(daemon.socket());
  (void)client.result("subscribe", {{"query", "qqdesk"}});
  Sample times;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const std::string name = format("drop/late/{}", round);
    daemon.files().write(name + ".tmp", generator.next_short() + "\nqqdesk\n");
    const auto start = steady_clock::now();
    daemon.files().rename(name + ".tmp", name + ".txt");
    const test::Json news = client.read_json();
    if (news["method"] != "match") throw std::runtime_error(news.dump());
    times.add(seconds_since(start) * 1000);
  }
  std::printf(
      "from dropping an article into an idle daemon of %zu articles to its match, %zu times\n",
      options.before, options.rounds);
  std::printf("  p50 %.2f ms (at most %.0f), p99 %.2f ms (at most %.0f)\n", times.median(), kMedian,
              times.percentile(99), kSlowest);
  return times.median() <= kMedian && times.percentile(99) <= kSlowest;
}

// A daemon with an empty index, and a load beside its drop folder that is moved in at once.
class Load {
 public:
  Load(std::size_t articles, std::uint64_t seed)
      : generator_(seed), daemon_({.log_level = "error"}) {
    for (std::size_t i = 0; i < articles; ++i) {
      daemon_.files().write(format("staged/{}/{}.txt", i % 50, i), generator_.next());
    }
    if (!daemon_.start_quietly()) throw std::runtime_error("the daemon does not start");
  }
  void begin() { daemon_.files().rename("staged", "drop/load"); }
  void wait() const {
    test::JsonClient client(daemon_.socket());
    wait_until_searchable(client);
  }
  [[nodiscard]] test::DaemonProcess& daemon() { return daemon_; }
  [[nodiscard]] const ArticleGenerator& generator() const { return generator_; }

 private:
  ArticleGenerator generator_;
  test::DaemonProcess daemon_;
};

// Waits until the crowd was told as much as is found, and says how both differ.
bool report_differences(test::StandingCrowd& crowd, Load& load) {
  test::JsonClient client(load.daemon().socket());
  crowd.search(client);
  const auto give_up = steady_clock::now() + std::chrono::minutes(2);
  while (crowd.told() < crowd.found() && steady_clock::now() < give_up) {
    std::this_thread::sleep_for(milliseconds(20));
  }
  // Whatever is told beyond what is found comes before this.
  client.result("sync");
  crowd.disconnect_all();
  const test::Differences differences = crowd.compare();
  std::printf("  told %zu, found afterwards %zu: %zu missing, %zu too many, %zu repeated\n",
              differences.told, differences.found, differences.missing, differences.extra,
              differences.repeated);
  if (differences.beyond > 0) {
    std::printf("  besides %zu of patterns of which the search took the most frequent words\n",
                differences.beyond);
  }
  for (const std::string& query : differences.queries) std::printf("    %s\n", query.c_str());
  return differences.none();
}

bool measure_load(const WatchOptions& options) {
  Sample alone;
  Sample beside;
  Sample caught_up;
  bool exact = true;
  for (std::size_t round = 0; round < options.loads; ++round) {
    {
      Load load(options.articles, options.seed);
      const auto start = steady_clock::now();
      load.begin();
      load.wait();
      alone.add(seconds_since(start));
    }
    Load load(options.articles, options.seed);
    test::StandingCrowd crowd(standing_queries(load.generator(), options.queries, options.seed),
                              kClients);
    crowd.connect(load.daemon().socket());
    const auto start = steady_clock::now();
    load.begin();
    load.wait();
    beside.add(seconds_since(start));
    std::size_t told = 0;
    double last = seconds_since(start);
    for (int still = 0; still < 100; ++still) {
      if (crowd.told() != told) {
        told = crowd.told();
        last = seconds_since(start);
        still = 0;
      }
      std::this_thread::sleep_for(milliseconds(10));
    }
    caught_up.add(last);
    exact = report_differences(crowd, load) && exact;
  }
  const double speed = alone.median() / beside.median();
  std::printf("a load of %zu articles beside %zu standing queries, medians of %zu\n",
              options.articles, options.queries, options.loads);
  std::printf(
      "  searchable after %.2f s, without queries after %.2f s: speed %.2f (at least %.1f)\n",
      beside.median(), alone.median(), speed, kSpeed);
  std::printf("  the last match was read after %.2f s\n", caught_up.median());
  return exact && speed >= kSpeed;
}

// The same, while clients go away and come back, and the daemon is killed.
bool measure_kills(const WatchOptions& options) {
  Load load(options.articles, options.seed + 1);
  test::StandingCrowd crowd(standing_queries(load.generator(), options.queries, options.seed + 1),
                            kClients);
  crowd.connect(load.daemon().socket());
  Random random(options.seed);
  load.begin();
  for (std::size_t kill = 0; kill < options.kills; ++kill) {
    std::this_thread::sleep_for(milliseconds(random.below(1000)));
    if (kill % 3 == 2) {
      load.daemon().kill();
      crowd.disconnect_all();
      if (!load.daemon().start_quietly()) throw std::runtime_error("the daemon does not start");
    } else {
      crowd.disconnect(random.below(crowd.clients()));
    }
    crowd.connect(load.daemon().socket());
  }
  load.wait();
  std::printf("the same with %zu kills, each third of the daemon, the others of a client\n",
              options.kills);
  return report_differences(crowd, load);
}

}  // namespace

bool measure_watch(const WatchOptions& options) {
  const bool quick = measure_notification(options);
  const bool fast = measure_load(options);
  return measure_kills(options) && quick && fast;
}

}  // namespace quire::bench
