#include <cstdio>

#include "index/base/format.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/query_kinds.h"
#include "tests/bench/searches.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {
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
      outside.add(time_of_line(client, line_of({{"query", query.text}})));
    }
    const double allowed = 1.3 * inside.median() + 150;
    within = within && outside.median() <= allowed;
    std::printf("  %-14s %9.0f us %9.0f us %19.0f us %s\n", query.name.c_str(), inside.median(),
                outside.median(), allowed, outside.median() <= allowed ? "" : "  over");
  }
  return within;
}

}  // namespace quire::bench
