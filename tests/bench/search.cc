#include <xapian.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "index/base/format.h"
#include "index/store/format/manifest.h"
#include "index/store/view/live_view.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/query_kinds.h"
#include "tests/bench/searches.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {
namespace {

using std::chrono::steady_clock;
using test::Json;
using Microseconds = std::chrono::duration<double, std::micro>;

void measure_kinds(test::JsonClient& client, const std::vector<Search>& kinds, std::size_t rounds) {
  Table table({"over the socket, ten hits with snippets", "p50", "p99", "p50/without stories"});
  for (const Search& search : kinds) {
    Sample sample;
    Sample without;
    Json params = search.params;
    params["stories"] = false;
    for (std::size_t round = 0; round < rounds; ++round) {
      sample.add(time_of(client, search.params));
      without.add(time_of(client, params));
    }
    table.add({search.name, shown(sample.median()), shown(sample.percentile(99)),
               format("{:.2f}", sample.median() / without.median())});
  }
  table.print();
}

// The index as the daemon's readers see it while nothing is written.
std::shared_ptr<const store::LiveView> view_of(FileSystem& files, const std::string& index) {
  auto live = std::make_shared<store::LiveView>();
  live->publish([&]() -> std::optional<store::View> {
    const auto manifest = store::read_manifest(files, index);
    if (!manifest) throw std::runtime_error(manifest.error().message);
    store::View view;
    for (const std::string& name : manifest->segments) view.segments.push_back({name});
    return view;
  });
  return live;
}

// Top ten of the same words by plain Xapian, on one compacted copy of the index, without snippets.
void measure_against_xapian(const std::string& index, const std::string& compacted,
                            commands::Engine& engine, const ArticleGenerator& generator,
                            std::size_t rounds) {
  Xapian::Database(index).compact(compacted);
  const Xapian::Database database(compacted);
  auto stemmer = *text::Stemmer::create("en");
  Table table({"in process, top ten, medians", "plain Xapian", "Quire", "ratio", "with snippets"});
  for (const std::vector<std::size_t>& ranks :
       {std::vector<std::size_t>{300}, {30}, {40, 400, 4000}}) {
    std::string text;
    std::vector<std::string> stems;
    for (const std::size_t rank : ranks) {
      text += (text.empty() ? "" : " ") + generator.word(rank);
      stems.push_back("Z" + std::string(stemmer.stem(generator.word(rank))));
    }
    Sample plain;
    Sample ours;
    Sample with_snippets;
    for (std::size_t round = 0; round < rounds; ++round) {
      auto start = steady_clock::now();
      Xapian::Enquire enquire(database);
      enquire.set_query({Xapian::Query::OP_OR, stems.begin(), stems.end()});
      const Xapian::MSet found = enquire.get_mset(0, 10);
      for (auto hit = found.begin(); hit != found.end(); ++hit) (void)hit.get_document().get_data();
      plain.add(Microseconds(steady_clock::now() - start).count());
      ours.add(time_in_process(engine, text, 0));
      with_snippets.add(time_in_process(engine, text, 240));
    }
    table.add({format("{} word{}", ranks.size(), ranks.size() == 1 ? "" : "s"),
               shown(plain.median()), shown(ours.median()),
               format("{:.2f}", ours.median() / plain.median()),
               format("+{}", shown(with_snippets.median() - ours.median()))});
  }
  table.print();
}

// What clients that ask without a pause see.
struct Load {
  double per_second = 0;
  Sample times;
};

Load ask_with(const std::string& socket, const std::vector<Search>& kinds, std::size_t clients,
              std::chrono::milliseconds duration) {
  std::vector<std::string> lines;
  for (const Search& kind : kinds) lines.push_back(line_of(kind.params));
  std::vector<Sample> samples(clients);
  std::vector<std::thread> threads;
  const auto until = steady_clock::now() + duration;
  for (std::size_t i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      test::JsonClient client(socket);
      for (std::size_t n = i; steady_clock::now() < until; ++n) {
        samples[i].add(time_of_line(client, lines[n % lines.size()]));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Load load;
  for (const Sample& of_client : samples) {
    for (const double value : of_client.values()) load.times.add(value);
  }
  load.per_second =
      static_cast<double>(load.times.size()) / std::chrono::duration<double>(duration).count();
  return load;
}

// All kinds in turns, and each by itself. Clients that wait for nothing but their answers see, on
// average, as many times what one sees as there are clients, divided by how much more is answered:
// that is the least the p99 can be.
void measure_clients(const std::string& socket, const std::vector<Search>& kinds) {
  constexpr std::chrono::seconds kDuration{6};
  constexpr std::size_t kClients = 16;
  Table table({"16 clients that ask for", "searches/s of 1", "of 16", "times", "median of 1",
               "p99 of 16", "times", "served evenly"});
  const auto measure = [&](const std::string& name, const std::vector<Search>& asked) {
    const Load one = ask_with(socket, asked, 1, kDuration);
    const Load many = ask_with(socket, asked, kClients, kDuration);
    const double more = many.per_second / one.per_second;
    const double median = one.times.median();
    const double p99 = many.times.percentile(99);
    const double mean = 1e6 / one.per_second;
    table.add({name, format("{:.0f}", one.per_second), format("{:.0f}", many.per_second),
               format("{:.2f}", more), shown(median), shown(p99), format("{:.1f}", p99 / median),
               format("{:.1f}", static_cast<double>(kClients) / more * mean / median)});
  };
  measure("all in turns", kinds);
  for (const Search& kind : kinds) measure(kind.name, {kind});
  table.print();
}

std::uint64_t count_articles(test::JsonClient& client) {
  return client.result("status")["index"]["articles"].get<std::uint64_t>();
}

// False when not all articles have arrived.
bool measure_beside_load(test::DaemonProcess& daemon, test::JsonClient& client,
                         const std::vector<Search>& kinds, ArticleGenerator& generator,
                         std::size_t articles) {
  Sample idle;
  for (std::size_t i = 0; i < 600; ++i) idle.add(time_of(client, kinds[i % kinds.size()].params));
  for (std::size_t i = 0; i < articles; ++i) {
    daemon.files().write(format("late/{}/{}.txt", i % 20, i), generator.next_with_fields());
  }
  const std::uint64_t expected = count_articles(client) + articles;
  std::filesystem::rename(daemon.files().at("late"), daemon.drop() + "/late");
  Sample loaded;
  std::atomic<bool> done = false;
  std::thread waiting([&] {
    test::JsonClient other(daemon.socket());
    wait_until_searchable(other);
    done = true;
  });
  // Until it is done; not less than a few, for a load that is over at once.
  for (std::size_t i = 0; i < 20 || !done; ++i) {
    for (const Search& search : kinds) loaded.add(time_of(client, search.params));
  }
  waiting.join();
  std::printf("p99 idle %s, during a load of %zu articles %s: %.2f times (%zu searches)\n",
              shown(idle.percentile(99)).c_str(), articles, shown(loaded.percentile(99)).c_str(),
              loaded.percentile(99) / idle.percentile(99), loaded.size());
  const std::uint64_t arrived = count_articles(client);
  if (arrived != expected) std::printf("%zu articles, of %zu\n", arrived, expected);
  return arrived == expected;
}

}  // namespace

bool measure_search(const SearchBenchOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon({.log_level = "warning"});
  if (!start_with(daemon, generator, options.articles)) return false;
  test::JsonClient client(daemon.socket());
  if (options.articles >= 100'000 && !wait_until_few_segments(client)) return false;
  const std::vector<Search> kinds = searches(generator);
  std::printf("%zu generated articles\n", options.articles);
  measure_kinds(client, kinds, options.rounds);

  PosixFileSystem files;
  const std::map<std::string, std::string> roots = {{"drop0", daemon.drop()}};
  commands::Engine engine{store::Searcher(files, daemon.index(), view_of(files, daemon.index())),
                          *text::Stemmers::create({"en"}), roots};
  measure_against_xapian(daemon.index(), daemon.files().at("compacted"), engine, generator,
                         options.rounds);
  const std::vector<Search> mixed(kinds.begin(), kinds.begin() + 3);
  measure_clients(daemon.socket(), mixed);
  return measure_beside_load(daemon, client, mixed, generator, options.articles / 10);
}

}  // namespace quire::bench
