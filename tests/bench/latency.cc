#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <thread>

#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/corpus.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/late_articles.h"
#include "tests/bench/table.h"

namespace quire::bench {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPause{15};       // between rounds: nothing of the last one still goes on
constexpr milliseconds kPace{25};        // between articles dropped beside a bulk load
constexpr milliseconds kStatusPace{50};  // between looks at how far the bulk load is
constexpr std::size_t kBesideTexts = 1000;
constexpr std::chrono::hours kLoadPatience{2};
constexpr std::chrono::minutes kBesidePatience{2};  // for what was dropped beside a load

std::vector<std::string> take(ArticleSource& source, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(source.next());
  return out;
}

// The same late articles whatever stands in the index already: they are drawn first.
struct Articles {
  explicit Articles(const LatencyOptions& options)
      : source(open_source(options.folder, options.seed, Length::kWire)),
        late(take(*source, std::max(options.rounds, options.beside > 0 ? kBesideTexts : 0))) {
    if (!options.folder.empty()) source = articles_of_folder(options.folder);
  }

  std::unique_ptr<ArticleSource> source;
  std::vector<std::string> late;
};

std::vector<std::string> percentiles(const Sample& times) {
  std::vector<std::string> out;
  for (const double percent : {50.0, 90.0, 99.0, 100.0}) {
    out.push_back(times.size() > 0 ? format("{:.2f}", times.percentile(percent)) : "-");
  }
  return out;
}

std::vector<std::string> row(const std::string& what, std::size_t articles, const Sample& times,
                             const std::string& remark) {
  std::vector<std::string> out = {what, format("{}", articles), format("{}", times.size())};
  for (std::string& cell : percentiles(times)) out.push_back(std::move(cell));
  out.push_back(remark);
  return out;
}

void measure_idle(LateArticles& late, std::size_t rounds) {
  for (std::size_t round = 0; round < rounds; ++round) {
    late.write_next();
    std::this_thread::sleep_until(steady_clock::now() + kPause);
    late.drop();
    while (!late.look_for_oldest()) {
    }
  }
}

// Those that could not be read count as well: a load has ended even if it holds some.
std::uint64_t files_in_index(test::JsonClient& client) {
  const test::Json index = client.result("status")["index"];
  return index["articles"].get<std::uint64_t>() + index["failed_files"].get<std::uint64_t>();
}

// Drops one article every kPace, whether the last ones were found or not, until the index holds
// `expected` files besides those that were dropped here. Then waits for the rest of them. Gives the
// seconds that the load took. Throws when it takes more than kLoadPatience.
double measure_beside(LateArticles& late, test::JsonClient& client, std::uint64_t expected) {
  const auto start = steady_clock::now();
  auto next_drop = start;
  auto next_status = start + kStatusPace;
  late.write_next();
  bool loading = true;
  while (loading) {
    if (steady_clock::now() >= next_drop) {
      late.drop();
      late.write_next();
      next_drop += kPace;
    }
    if (steady_clock::now() >= next_status) {
      loading = files_in_index(client) < expected + late.times().size();
      next_status = steady_clock::now() + kStatusPace;
      if (next_status > start + kLoadPatience) throw std::runtime_error("the load does not end");
    }
    // One search a millisecond, so that looking costs the load little.
    if (late.all_found() || !late.look_for_oldest()) std::this_thread::sleep_for(milliseconds(1));
  }
  const auto end = steady_clock::now();
  while (!late.all_found()) {
    if (steady_clock::now() > end + kBesidePatience) {
      throw std::runtime_error("an article dropped beside a bulk load is not found");
    }
    if (!late.look_for_oldest()) std::this_thread::sleep_for(milliseconds(1));
  }
  return std::chrono::duration<double>(end - start).count();
}

void bulk_load_beside(const test::DaemonProcess& daemon, test::JsonClient& client,
                      Articles& articles, std::size_t count, Table& table) {
  const std::string prepared = daemon.files().at("prepared");
  write_articles(*articles.source, count, prepared);
  wait_until_at_rest(client);
  const std::uint64_t before = files_in_index(client);
  LateArticles late(daemon, client, articles.late, "beside");
  wait_until_searchable(client);
  daemon.files().rename("prepared", "drop/bulk");
  const double load_s = measure_beside(late, client, before + count);
  table.add(row("beside a load", before, late.times(),
                format("load of {} took {:.1f} s", count, load_s)));
}

// Returns the median of the idle daemon.
double measure_size(const LatencyOptions& options, std::size_t size, Table& table) {
  Articles articles(options);
  test::DaemonProcess daemon({.log_level = "warning"});
  write_articles(*articles.source, size, daemon.drop());
  // At the level "warning" it does not say that it serves.
  if (!daemon.start_quietly()) throw std::runtime_error("quired: " + daemon.log());
  test::JsonClient client(daemon.socket());
  wait_until_searchable(client);
  wait_until_at_rest(client);
  LateArticles late(daemon, client, articles.late, "late");
  wait_until_searchable(client);
  measure_idle(late, options.rounds);
  const std::size_t searches = late.searches() / options.rounds;
  table.add(row("idle", size, late.times(), format("{} searches a round", searches)));
  if (options.beside > 0) bulk_load_beside(daemon, client, articles, options.beside, table);
  return late.times().median();
}

std::vector<std::size_t> sizes_of(const LatencyOptions& options) {
  if (!options.articles.empty()) return options.articles;
  if (options.folder.empty()) return {1000};
  return {article_files(options.folder).size()};
}

}  // namespace

bool measure_latency(const LatencyOptions& options) {
  Table table({"", "articles", "measured", "p50 ms", "p90 ms", "p99 ms", "max ms", ""});
  std::vector<double> medians;
  for (const std::size_t size : sizes_of(options)) {
    medians.push_back(measure_size(options, size, table));
  }
  std::printf("drop to searchable\n");
  table.print();
  if (medians.size() > 1) {
    std::printf("  idle medians, last to first: %.2f\n", medians.back() / medians.front());
  }
  return true;
}

}  // namespace quire::bench
