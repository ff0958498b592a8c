#include <chrono>
#include <stdexcept>

#include "tests/bench/contenders.h"
#include "tests/bench/daemon_client.h"
#include "tests/support/daemon_process.h"

namespace quire::bench {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

LoadFigures look_at(const test::DaemonProcess& daemon, const test::Json& status, double wall_s) {
  LoadFigures out;
  out.wall_s = wall_s;
  out.usage = usage_of(daemon.pid());
  out.size = index_size(daemon.index());
  const test::Json& index = status["index"];
  out.documents =
      index["articles"].get<std::uint64_t>() + index["failed_files"].get<std::uint64_t>();
  out.databases = index["segments"].get<std::uint64_t>();
  return out;
}

}  // namespace

std::vector<Measured> load_with_quire(const std::string& folder) {
  test::DaemonProcess daemon({.drops = {folder}, .log_level = "warning", .make_drop = false});
  const auto start = steady_clock::now();
  const auto so_far = [start] { return duration<double>(steady_clock::now() - start).count(); };
  if (!daemon.start_quietly()) throw std::runtime_error("quired: " + daemon.log());
  test::JsonClient client(daemon.socket());
  wait_until_searchable(client);
  const double wall_s = so_far();
  const test::Json status = client.result("status");
  if (status["work"]["pending"] != 0) {
    throw std::runtime_error("quired has answered sync with work pending: " + status.dump());
  }
  std::vector<Measured> out = {{"quire", look_at(daemon, status, wall_s)}};
  if (!wait_until_at_rest(client)) throw std::runtime_error("quired goes on merging for minutes");
  const double rest_s = so_far();
  out.push_back({"quire, at rest", look_at(daemon, client.result("status"), rest_s)});
  if (daemon.terminate() != 0) throw std::runtime_error("quired did not end well: " + daemon.log());
  return out;
}

}  // namespace quire::bench
