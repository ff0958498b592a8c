#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/corpus.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"

namespace quire::bench {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

void start_daemon(test::DaemonProcess& daemon) {
  if (!daemon.start_quietly()) throw std::runtime_error("quired: " + daemon.log());
}

void stop_daemon(test::DaemonProcess& daemon) {
  if (daemon.terminate() != 0) throw std::runtime_error("quired did not end well: " + daemon.log());
}

}  // namespace

bool measure_start(const StartOptions& options) {
  test::DaemonProcess daemon({.log_level = "warning"});
  write_articles(*open_source(options.folder, options.seed, Length::kMixed), options.articles,
                 daemon.drop());
  start_daemon(daemon);
  {
    test::JsonClient client(daemon.socket());
    wait_until_searchable(client);
    wait_until_at_rest(client);
  }
  stop_daemon(daemon);

  Sample to_answer;
  Sample to_reconcile;
  bool unchanged = true;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    const auto start = steady_clock::now();
    const auto so_far = [start] {
      return duration<double, std::milli>(steady_clock::now() - start).count();
    };
    start_daemon(daemon);
    test::JsonClient client(daemon.socket());
    (void)client.result("search", {{"query", "article"}, {"limit", 1}});
    to_answer.add(so_far());
    const test::Json compared = wait_for_reconcile(client);
    to_reconcile.add(so_far());
    unchanged = unchanged && compared["files"] == options.articles && compared["added"] == 0 &&
                compared["changed"] == 0 && compared["removed"] == 0;
    stop_daemon(daemon);
  }
  std::printf("a daemon's start on %zu unchanged files, median of %zu\n", options.articles,
              options.rounds);
  std::printf("  first answer on the socket %.0f ms   first reconcile done %.0f ms\n",
              to_answer.median(), to_reconcile.median());
  if (!unchanged) std::printf("  reconcile has found changes where there are none\n");
  return unchanged;
}

}  // namespace quire::bench
