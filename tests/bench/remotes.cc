#include <csignal>
#include <cstdio>
#include <stdexcept>

#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/searches.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"

namespace quire::bench {
namespace {

constexpr std::size_t kTimeoutMs = 500;

std::string remote_at(const std::string& socket) {
  return format("[[remote]]\nname = \"other\"\nsocket = \"{}\"\ntimeout_ms = {}\n", socket,
                kTimeoutMs);
}

// A daemon with `count` of the generator's articles, merged as far as it will be.
void load(test::DaemonProcess& daemon, ArticleGenerator& generator, std::size_t count) {
  if (!start_with(daemon, generator, count)) throw std::runtime_error(daemon.log());
  test::JsonClient client(daemon.socket());
  if (!wait_until_few_segments(client)) throw std::runtime_error("segments are still merged");
}

Sample times_of(test::JsonClient& client, const test::Json& params, std::size_t rounds) {
  Sample times;
  for (std::size_t round = 0; round < rounds; ++round) times.add(time_of(client, params));
  return times;
}

// How many matches there are, and whether all have been counted.
test::Json total(test::JsonClient& client, test::Json params) {
  params["limit"] = 0;
  return client.result("search", params)["total"];
}

// One daemon and two in turns. False when they do not find as many articles.
bool compare(test::JsonClient& one, test::JsonClient& two, const std::vector<Search>& kinds,
             std::size_t rounds) {
  bool equal = true;
  Table table({"ten hits with snippets", "one, p50", "p99", "two, p50", "p99", "two/one"});
  for (const Search& search : kinds) {
    Sample alone;
    Sample together;
    for (std::size_t round = 0; round < rounds; ++round) {
      alone.add(time_of(one, search.params));
      together.add(time_of(two, search.params));
    }
    table.add({search.name, shown(alone.median()), shown(alone.percentile(99)),
               shown(together.median()), shown(together.percentile(99)),
               format("{:.2f}", together.median() / alone.median())});
    const test::Json expected = total(one, search.params);
    const test::Json found = total(two, search.params);
    if (found == expected || !found["exact"] || !expected["exact"]) continue;
    std::printf("%s: one finds %s, two %s\n", search.name.c_str(), expected.dump().c_str(),
                found.dump().c_str());
    equal = false;
  }
  table.print();
  return equal;
}

void tell_without_the_other(const std::string& how, test::JsonClient& client, const Search& search,
                            std::size_t rounds) {
  const Sample times = times_of(client, search.params, rounds);
  std::printf("%s, the other one %s: p50 %s, at most %s\n", search.name.c_str(), how.c_str(),
              shown(times.median()).c_str(), shown(times.percentile(100)).c_str());
}

}  // namespace

bool measure_remotes(const RemotesOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess alone({.log_level = "error"});
  load(alone, generator, options.articles);
  ArticleGenerator again(options.seed);
  const std::size_t half = options.articles / 2;
  test::DaemonProcess other({.log_level = "error"});
  load(other, again, half);
  test::DaemonProcess first({.settings = remote_at(other.socket()), .log_level = "error"});
  load(first, again, options.articles - half);

  test::JsonClient one(alone.socket());
  test::JsonClient two(first.socket());
  const std::vector<Search> kinds = searches(generator);
  std::printf("%zu generated articles: one daemon with all, and two with half of them each\n",
              options.articles);
  const bool equal = compare(one, two, kinds, options.rounds);
  other.signal(SIGSTOP);
  tell_without_the_other(format("stopped (it is given {} ms)", kTimeoutMs), two, kinds.front(), 10);
  other.signal(SIGCONT);
  other.kill();
  tell_without_the_other("killed", two, kinds.front(), options.rounds);
  return equal;
}

}  // namespace quire::bench
