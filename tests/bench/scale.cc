#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "index/base/file_system.h"
#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/contenders.h"
#include "tests/bench/corpus.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/index_size.h"
#include "tests/bench/late_articles.h"
#include "tests/bench/peak_memory.h"
#include "tests/bench/searches.h"
#include "tests/bench/table.h"

namespace quire::bench {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;
using test::Json;

constexpr std::size_t kFilesPerFolder = 100;
constexpr std::chrono::seconds kRestPatience{3600};
constexpr std::chrono::milliseconds kPause{15};  // between rounds: nothing of the last one goes on
constexpr std::chrono::seconds kQuiet{20};

using Seconds = duration<double>;

double since(steady_clock::time_point start) {
  return Seconds(steady_clock::now() - start).count();
}

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

std::string in_ms(const Sample& milliseconds) {
  return format("{:.1f} / {:.1f}", milliseconds.median(), milliseconds.percentile(99));
}

// What was measured at one number of articles, by name, in the order of measuring.
using Figures = std::vector<std::pair<std::string, std::string>>;

class ScaleRun {
 public:
  ScaleRun(const ScaleOptions& options, std::size_t articles)
      : options_(options), articles_(articles), words_(options.seed) {}

  // `plain` is what the plain loop took at the size before, if it was measured there.
  Figures measure(std::optional<std::pair<std::size_t, double>>& plain) {
    write_all();
    run_plain_loop(plain);
    load();
    if (plain) tell("the plain loop / load", format("{:.1f}", plain->second / load_s_));
    come_to_rest();
    search_all_kinds();
    drop_replace_delete();
    restart();
    reindex();
    if (daemon_.terminate() != 0) throw std::runtime_error("quired: " + daemon_.log());
    return std::move(figures_);
  }

 private:
  void tell(const std::string& name, const std::string& value) {
    figures_.emplace_back(name, value);
    std::fprintf(stderr, "%zu articles: %s: %s\n", articles_, name.c_str(), value.c_str());
  }

  void tell_memory(const std::string& when, PeakMemory& memory) {
    const MemoryPeak peak = memory.take();
    tell("most memory " + when + ", MB", format("{:.0f}", megabytes(peak.process)));
    tell("  with its merging process, MB", format("{:.0f}", megabytes(peak.with_children)));
  }

  test::JsonClient& client() { return *client_; }

  void start() {
    if (!daemon_.start_quietly()) throw std::runtime_error("quired: " + daemon_.log());
    client_.emplace(daemon_.socket());
  }

  void write_all() {
    const auto source = generated_articles(options_.seed, Length::kMixed);
    write_articles(*source, articles_, daemon_.drop(), kFilesPerFolder);
    for (const std::string& file : article_files(daemon_.drop())) {
      text_bytes_ += std::filesystem::file_size(join_path(daemon_.drop(), file));
    }
    tell("text, MB", format("{:.0f}", megabytes(text_bytes_)));
  }

  void load() {
    ::sync();
    const auto begin = steady_clock::now();
    start();
    PeakMemory memory(daemon_.pid());
    wait_until_searchable(client());
    load_s_ = since(begin);
    tell("load, s", format("{:.1f}", load_s_));
    tell("load, articles a second", format("{:.0f}", static_cast<double>(articles_) / load_s_));
    tell_memory("while loading", memory);
  }

  // Alone, before the daemon is there.
  void run_plain_loop(std::optional<std::pair<std::size_t, double>>& plain) {
    if (articles_ <= options_.plain) {
      plain.emplace(articles_, load_with_plain_loop(daemon_.drop()).front().figures.wall_s);
      tell("the plain loop, s", format("{:.1f}", plain->second));
    } else if (plain) {
      const double times = static_cast<double>(articles_) / static_cast<double>(plain->first);
      plain.emplace(articles_, times * plain->second);
      tell("the plain loop, s", format("{:.0f}, {} times that before", plain->second, times));
    }
  }

  void come_to_rest() {
    const auto begin = steady_clock::now();
    if (!wait_until_few_segments(client(), kRestPatience)) {
      throw std::runtime_error("segments are being merged for an hour");
    }
    tell("until merged at rest, s", format("{:.0f}", since(begin)));
    const auto size = static_cast<double>(index_size(daemon_.index()).total());
    tell("index, MB", format("{:.0f}", size / 1e6));
    tell("index / text", format("{:.2f}", size / static_cast<double>(text_bytes_)));
    // What was needed for once is given back ten seconds later.
    std::this_thread::sleep_for(kQuiet);
    tell("memory idle, MB", format("{:.0f}", megabytes(daemon_.resident_bytes())));
  }

  void search_all_kinds() {
    PeakMemory memory(daemon_.pid());
    for (const Search& search : searches(words_)) {
      (void)time_of(client(), search.params);
      Sample sample;
      for (std::size_t i = 0; i < options_.rounds; ++i) {
        sample.add(time_of(client(), search.params) / 1000);
      }
      tell(search.name + ", p50 / p99 ms", in_ms(sample));
    }
    tell_memory("while searching", memory);
  }

  // How many articles have the word now.
  std::uint64_t count(const std::string& word) {
    return client().result("search", {{"query", word}, {"limit", 1}})["total"]["value"];
  }

  double milliseconds_until(std::uint64_t wanted, const std::string& word,
                            steady_clock::time_point start) {
    while (count(word) != wanted) {
      if (since(start) > 20) throw std::runtime_error(word + " is not found as it should be");
    }
    return since(start) * 1000;
  }

  void drop_replace_delete() {
    PeakMemory memory(daemon_.pid());
    ArticleGenerator generator(options_.seed + 1);
    Sample dropped;
    Sample replaced;
    Sample deleted;
    const test::TemporaryFolder& files = daemon_.files();
    files.make_folder("drop/late");
    for (std::size_t round = 0; round < options_.rounds; ++round) {
      const std::string path = format("drop/late/{}.txt", round);
      const std::string text = generator.next_short();
      const auto put = [&](const std::string& word) {
        files.write("late.txt", text + "\n" + word + "\n");
        std::this_thread::sleep_for(kPause);
        const auto begin = steady_clock::now();
        files.rename("late.txt", path);
        return milliseconds_until(1, word, begin);
      };
      dropped.add(put(format("qqfirst{}q", round)));
      replaced.add(put(format("qqsecond{}q", round)));
      std::this_thread::sleep_for(kPause);
      const auto begin = steady_clock::now();
      files.remove(path);
      deleted.add(milliseconds_until(0, format("qqsecond{}q", round), begin));
    }
    tell("dropped until found, p50 / p99 ms", in_ms(dropped));
    tell("replaced until found, p50 / p99 ms", in_ms(replaced));
    tell("deleted until not found, p50 / p99 ms", in_ms(deleted));
    delete_a_folder();
    tell_memory("while articles come and go", memory);
  }

  void delete_a_folder() {
    const auto begin = steady_clock::now();
    std::filesystem::remove_all(join_path(daemon_.drop(), "0000"));
    wait_until_searchable(client());
    articles_ -= std::min(articles_, kFilesPerFolder);
    const std::uint64_t left = client().result("status")["index"]["articles"];
    if (left != articles_) throw std::runtime_error(format("{} articles are left", left));
    tell(format("{} deleted at once, s", kFilesPerFolder), format("{:.2f}", since(begin)));
  }

  void restart() {
    if (daemon_.terminate() != 0) throw std::runtime_error("quired: " + daemon_.log());
    const auto begin = steady_clock::now();
    start();
    PeakMemory memory(daemon_.pid());
    (void)client().result("search", {{"query", words_.word(300)}, {"limit", 1}});
    tell("start until the first answer, ms", format("{:.0f}", 1000 * since(begin)));
    const Json compared = wait_for_reconcile(client());
    tell("start until all is compared, s", format("{:.2f}", since(begin)));
    if (compared["added"] != 0 || compared["changed"] != 0 || compared["removed"] != 0) {
      throw std::runtime_error("changes are found where there are none: " + compared.dump());
    }
    tell_memory("after a start", memory);
  }

  void reindex() {
    const auto begin = steady_clock::now();
    PeakMemory memory(daemon_.pid());
    ask_to_reindex(Json::object());
    tell("reindex, s", format("{:.2f}", since(begin)));
    const auto again = steady_clock::now();
    ask_to_reindex({{"full", true}});
    tell("reindex --full, s", format("{:.1f}", since(again)));
    tell_memory("while all is built anew", memory);
  }

  // Passes over what is told of its progress.
  void ask_to_reindex(Json params) {
    client().send(
        Json{{"id", "r"}, {"method", "reindex"}, {"params", std::move(params)}, {"jsonrpc", "2.0"}}
            .dump() +
        "\n");
    while (true) {
      const Json answer = client().read_json();
      if (!answer.contains("id")) continue;
      if (!answer.contains("result")) throw std::runtime_error(answer.dump());
      return;
    }
  }

  const ScaleOptions& options_;
  std::size_t articles_;
  const ArticleGenerator words_;
  test::DaemonProcess daemon_{{.log_level = "warning"}};
  std::optional<test::JsonClient> client_;
  std::uint64_t text_bytes_ = 0;
  double load_s_ = 0;
  Figures figures_;
};

// As Markdown has it: a row a figure, a column a size.
void print(const std::vector<std::size_t>& sizes, const std::vector<Figures>& runs) {
  std::string line = "| articles |";
  std::string rule = "|---|";
  for (const std::size_t size : sizes) {
    line += format(" {} |", size);
    rule += "---|";
  }
  std::printf("%s\n%s\n", line.c_str(), rule.c_str());
  for (std::size_t row = 0; row < runs.front().size(); ++row) {
    line = format("| {} |", runs.front()[row].first);
    for (const Figures& run : runs) line += format(" {} |", run.at(row).second);
    std::printf("%s\n", line.c_str());
  }
}

}  // namespace

bool measure_scale(const ScaleOptions& options) {
  std::vector<Figures> runs;
  std::optional<std::pair<std::size_t, double>> plain;
  for (const std::size_t size : options.articles) {
    runs.push_back(ScaleRun(options, size).measure(plain));
  }
  print(options.articles, runs);
  return true;
}

}  // namespace quire::bench
