#include <cstdio>

#include "index/base/format.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/process_usage.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"

namespace quire::bench {

bool measure_client(const ClientOptions& options) {
  test::DaemonProcess daemon;
  ArticleGenerator generator(options.seed);
  if (!start_with(daemon, generator, options.articles)) return false;
  const std::string log = daemon.files().at("output");
  const std::string word = generator.word(300);
  const std::vector<std::vector<std::string>> commands = {
      {"true"},
      {QUIRE_PROGRAM, "--version"},
      {QUIRE_PROGRAM, "--socket", daemon.socket(), "search", word, "--limit", "1"},
      {QUIRE_PROGRAM, "--socket", daemon.socket(), "search", word},
  };
  const std::vector<std::string> names = {"true", "quire --version", "quire search, one hit",
                                          "quire search, ten hits"};
  std::vector<Sample> samples(commands.size());
  // In turns, so that what else the machine does meets all of them.
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (std::size_t i = 0; i < commands.size(); ++i) {
      samples[i].add(run_program(commands[i], log).wall_s * 1000);
    }
  }
  Table table({"from fork to its end", "p50", "p99"});
  for (std::size_t i = 0; i < commands.size(); ++i) {
    table.add({names[i], format("{:.2f} ms", samples[i].median()),
               format("{:.2f} ms", samples[i].percentile(99))});
  }
  table.print();
  return true;
}

}  // namespace quire::bench
