#include <chrono>
#include <cstdio>

#include "index/base/format.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/query_kinds.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {
namespace {

using std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;

double time_over_socket(test::JsonClient& client, const std::string& query) {
  const std::string line =
      test::Json{
          {"jsonrpc", "2.0"}, {"id", 1}, {"method", "search"}, {"params", {{"query", query}}}}
          .dump() +
      "\n";
  const auto start = steady_clock::now();
  client.send(line);
  (void)client.read_line();
  return Microseconds(steady_clock::now() - start).count();
}

}  // namespace

bool measure_query(const QueryOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon({.log_level = "warning"});
  if (!start_with(daemon, generator, options.articles)) return false;
  test::JsonClient client(daemon.socket());

  PosixFileSystem files;
  const std::map<std::string, std::string> roots = {{"drop0", daemon.drop()}};
  auto stemmers = text::Stemmers::create({"en"});
  if (!stemmers) return false;
  commands::Engine engine{store::Searcher(files, daemon.index()), *std::move(stemmers), roots};

  std::printf("the same query over the socket and in process, %zu articles, median of %zu\n",
              options.articles, options.rounds);
  std::printf("  %-14s %12s %12s %22s\n", "", "in process", "socket", "1.3 * process + 150 us");
  bool within = true;
  for (const QueryKind& query : query_kinds(generator)) {
    Sample inside;
    Sample outside;
    for (std::size_t round = 0; round < options.rounds; ++round) {
      inside.add(time_in_process(engine, query.text));
      outside.add(time_over_socket(client, query.text));
    }
    const double allowed = 1.3 * inside.median() + 150;
    within = within && outside.median() <= allowed;
    std::printf("  %-14s %9.0f us %9.0f us %19.0f us %s\n", query.name.c_str(), inside.median(),
                outside.median(), allowed, outside.median() <= allowed ? "" : "  over");
  }
  return within;
}

}  // namespace quire::bench
