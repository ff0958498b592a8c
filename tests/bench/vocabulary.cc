#include <chrono>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "index/base/format.h"
#include "index/store/search/searcher.h"
#include "tests/bench/articles.h"
#include "tests/bench/commands.h"
#include "tests/bench/daemon_client.h"
#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {
namespace {

using std::chrono::steady_clock;
using vocabulary::Vocabulary;
using vocabulary::Wildcard;
using Microseconds = std::chrono::duration<double, std::micro>;

// What as-you-type is held to, at 200,000 articles.
constexpr double kMostForACompletion = 30'000;

double time_of(const std::function<void()>& work) {
  const auto start = steady_clock::now();
  work();
  return Microseconds(steady_clock::now() - start).count();
}

void print(const std::string& name, const Sample& sample) {
  std::printf("  %-34s %9.0f us %9.0f us\n", name.c_str(), sample.median(), sample.percentile(99));
}

// Some hundreds of the words the generator starts with, frequent and rare ones.
std::vector<std::string> words_of(const ArticleGenerator& generator, std::size_t count) {
  std::vector<std::string> words;
  for (std::size_t i = 0; words.size() < count; ++i) {
    const std::string& word = generator.word((i * 977) % 20'000);
    if (word.size() >= 5) words.push_back(word);
  }
  return words;
}

void measure_expansions(const Vocabulary& vocabulary, const std::vector<std::string>& words) {
  auto stemmer = *text::Stemmer::create("en");
  vocabulary.learn_forms("en", stemmer);
  const std::vector<std::pair<std::string, std::function<void(const std::string&)>>> kinds = {
      {"frequency", [&](const auto& word) { (void)vocabulary.frequency(word); }},
      {"three letters and *",
       [&](const auto& word) { (void)vocabulary.expand(Wildcard(word.substr(0, 3) + "*")); }},
      {"one letter and *",
       [&](const auto& word) { (void)vocabulary.expand(Wildcard(word.substr(0, 1) + "*")); }},
      {"* and three letters",
       [&](const auto& word) {
         (void)vocabulary.expand(Wildcard("*" + word.substr(word.size() - 3)));
       }},
      {"* on both sides of three letters",
       [&](const auto& word) { (void)vocabulary.expand(Wildcard("*" + word.substr(1, 3) + "*")); }},
      {"? for the third letter",
       [&](const auto& word) {
         (void)vocabulary.expand(Wildcard(word.substr(0, 2) + "?" + word.substr(3)));
       }},
      {"one edit", [&](const auto& word) { (void)vocabulary.similar(word, 1); }},
      {"two edits", [&](const auto& word) { (void)vocabulary.similar(word, 2); }},
      {"forms of a stem",
       [&](const auto& word) { (void)vocabulary.forms(stemmer.stem(word), "en", stemmer); }},
  };
  for (const auto& [name, expand] : kinds) {
    Sample sample;
    for (const std::string& word : words) sample.add(time_of([&] { expand(word); }));
    print(name, sample);
  }
}

// Every round, all beginnings of `length` letters of some words.
double measure_completions(test::JsonClient& client, const std::vector<std::string>& words,
                           std::size_t length, std::size_t rounds) {
  Sample sample;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const std::string& word : words) {
      const std::string prefix = word.substr(0, length);
      sample.add(time_of([&] { (void)client.result("complete", {{"prefix", prefix}}); }));
    }
  }
  print(format("complete, {} letter{}", length, length == 1 ? "" : "s"), sample);
  return sample.percentile(99);
}

}  // namespace

bool measure_vocabulary(const VocabularyOptions& options) {
  ArticleGenerator generator(options.seed);
  test::DaemonProcess daemon({.log_level = "warning"});
  if (!start_with(daemon, generator, options.articles)) return false;
  test::JsonClient client(daemon.socket());

  PosixFileSystem files;
  store::Searcher searcher(files, daemon.index());
  std::shared_ptr<const Vocabulary> vocabulary;
  const double reading = time_of([&] {
    auto words = searcher.vocabulary();
    if (!words) throw std::runtime_error(words.error().message);
    vocabulary = *words;
  });
  const std::size_t tables = vocabulary->bytes();
  auto stemmer = *text::Stemmer::create("en");
  const double stemming = time_of([&] { vocabulary->learn_forms("en", stemmer); });
  const auto segments = client.result("status", test::Json::object())["index"]["segments"];
  std::printf("%zu articles in %s segments: %zu words in all tables, %zu of them different\n",
              options.articles, segments.dump().c_str(), vocabulary->size(),
              vocabulary->expand(Wildcard("*"), vocabulary->size()).words.size());
  std::printf("  read from the segments in %.0f ms, %.1f MB; stems in %.0f ms, %.1f MB\n",
              reading / 1000, static_cast<double>(tables) / 1e6, stemming / 1000,
              static_cast<double>(vocabulary->bytes() - tables) / 1e6);
  std::printf("  %-34s %12s %12s\n", "", "median", "p99");
  measure_expansions(*vocabulary, words_of(generator, options.rounds * 20));
  bool within = true;
  for (const std::size_t length : {1U, 2U, 3U, 5U}) {
    within = measure_completions(client, words_of(generator, 100), length, options.rounds) <=
                 kMostForACompletion &&
             within;
  }
  return within;
}

}  // namespace quire::bench
