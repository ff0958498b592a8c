// See `quire-bench --help`, and README.md beside this file.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>

#include "index/base/format.h"
#include "tests/bench/commands.h"
#include "tests/bench/contenders.h"

namespace {

using quire::format;
using namespace quire::bench;

// What the command line asks for; `run` is set by the subcommand that was chosen.
struct Request {
  IngestOptions ingest;
  LatencyOptions latency;
  QueryOptions query;
  SearchBenchOptions search;
  ClientOptions client;
  VocabularyOptions vocabulary;
  SegmentsOptions segments;
  StartOptions start;
  ScaleOptions scale;
  RemotesOptions remotes;
  StoriesOptions stories;
  HostileOptions hostile;
  WatchOptions watch;
  std::string plain_folder;
  std::string plain_database;
  std::function<bool()> run;
};

// Says what it wants more plainly than CLI::PositiveNumber does.
CLI::Validator whole_number() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
        const bool zero = text.find_first_not_of('0') == text.npos;
        return digits && !zero ? "" : "give a whole number above 0, not " + text;
      },
      "N");
}

void add_number(CLI::App& command, const std::string& name, std::size_t& number,
                const std::string& help) {
  command.add_option(name, number, help)->check(whole_number())->capture_default_str();
}

void add_folder(CLI::App& command, std::string& folder) {
  command.add_option("--folder", folder, "take the articles from the files below this folder")
      ->check(CLI::ExistingDirectory);
}

void add_seed(CLI::App& command, std::uint64_t& seed) {
  command.add_option("--seed", seed, "of generated articles")->capture_default_str();
}

std::string others_help() {
  std::string out = "programs to measure besides, or none; those not installed are skipped:";
  for (const Contender& contender : contenders()) {
    if (contender.package.empty()) continue;
    out += format(" {} (Debian: {})", contender.name, contender.package);
  }
  return out;
}

void add_ingest(CLI::App& app, Request& request) {
  IngestOptions& options = request.ingest;
  CLI::App& command = *app.add_subcommand(
      "ingest", "files into an empty index: quired, the usual Xapian loop, other programs");
  add_folder(command, options.folder);
  add_number(command, "--articles", options.articles, "how many to generate without --folder");
  add_number(command, "--rounds", options.rounds, "turns of all contenders");
  add_seed(command, options.seed);
  command.add_option("--json", options.json, "write all figures to this file, - for stdout");
  std::vector<std::string> choices = {"none"};
  for (const Contender& contender : contenders()) {
    if (contender.package.empty()) continue;
    choices.emplace_back(contender.name);
    options.with.emplace_back(contender.name);
  }
  command.add_option("--with", options.with, others_help())
      ->delimiter(',')
      ->check(CLI::IsMember(choices));
  command.callback([&] { request.run = [&] { return measure_ingest(options); }; });
}

// The child process of ingest's plain loop, which is not for people.
void add_plain_load(CLI::App& app, Request& request) {
  CLI::App& command = *app.add_subcommand("plain-load")->group("");
  command.add_option("FOLDER", request.plain_folder)->required();
  command.add_option("DATABASE", request.plain_database)->required();
  command.callback([&] {
    request.run = [&] {
      load_plainly(request.plain_folder, request.plain_database);
      return true;
    };
  });
}

void add_latency(CLI::App& app, Request& request) {
  LatencyOptions& options = request.latency;
  CLI::App& command =
      *app.add_subcommand("latency", "from dropping an article until a search finds it");
  add_folder(command, options.folder);
  command
      .add_option("--articles", options.articles,
                  "in the index before; several sizes, as in 1000,200000, are measured one by one "
                  "(default: the files of --folder once, else 1000)")
      ->delimiter(',')
      ->check(whole_number());
  add_number(command, "--rounds", options.rounds, "articles to drop into the idle daemon");
  command
      .add_option("--beside", options.beside, "also while a bulk load of so many articles goes on")
      ->check(whole_number());
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_latency(options); }; });
}

void add_query(CLI::App& app, Request& request) {
  QueryOptions& options = request.query;
  CLI::App& command = *app.add_subcommand("query", "queries over the socket and in process");
  add_number(command, "--articles", options.articles, "in the index");
  add_number(command, "--rounds", options.rounds, "of each query");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_query(options); }; });
}

void add_client(CLI::App& app, Request& request) {
  ClientOptions& options = request.client;
  CLI::App& command = *app.add_subcommand("client", "quire search on the command line");
  add_number(command, "--articles", options.articles, "in the index");
  add_number(command, "--rounds", options.rounds, "of each command");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_client(options); }; });
}

void add_search(CLI::App& app, Request& request) {
  SearchBenchOptions& options = request.search;
  CLI::App& command = *app.add_subcommand(
      "search", "all kinds of searches, plain Xapian, many clients, and a load meanwhile");
  add_number(command, "--articles", options.articles, "in the index");
  add_number(command, "--rounds", options.rounds, "of each kind");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_search(options); }; });
}

void add_remotes(CLI::App& app, Request& request) {
  RemotesOptions& options = request.remotes;
  CLI::App& command = *app.add_subcommand("remotes", "one daemon, and two that are asked as one");
  add_number(command, "--articles", options.articles, "in the one, and in the two together");
  add_number(command, "--rounds", options.rounds, "of each kind");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_remotes(options); }; });
}

void add_stories(CLI::App& app, Request& request) {
  StoriesOptions& options = request.stories;
  CLI::App& command =
      *app.add_subcommand("stories", "whether versions of one story are found as such");
  add_number(command, "--articles", options.articles, "in the index, at least");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_stories(options); }; });
}

void add_vocabulary(CLI::App& app, Request& request) {
  VocabularyOptions& options = request.vocabulary;
  CLI::App& command = *app.add_subcommand(
      "vocabulary", "wildcards, misspelt words, stems and completions among the index's words");
  add_number(command, "--articles", options.articles, "in the index");
  add_number(command, "--rounds", options.rounds, "of each kind");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_vocabulary(options); }; });
}

void add_segments(CLI::App& app, Request& request) {
  SegmentsOptions& options = request.segments;
  CLI::App& command =
      *app.add_subcommand("segments", "queries on several segments and on one compacted database");
  add_number(command, "--articles", options.articles, "in all segments together");
  add_number(command, "--segments", options.segments, "how many");
  add_number(command, "--rounds", options.rounds, "of each query");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_segments(options); }; });
}

void add_start(CLI::App& app, Request& request) {
  StartOptions& options = request.start;
  CLI::App& command = *app.add_subcommand("start", "a daemon's start on files it knows already");
  add_folder(command, options.folder);
  add_number(command, "--articles", options.articles, "in the drop folder");
  add_number(command, "--rounds", options.rounds, "starts");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_start(options); }; });
}

void add_hostile(CLI::App& app, Request& request) {
  HostileOptions& options = request.hostile;
  CLI::App& command =
      *app.add_subcommand("hostile", "an honest client beside slow ones and one that floods");
  add_number(command, "--articles", options.articles, "in the index");
  add_number(command, "--clients", options.clients, "slow ones");
  add_number(command, "--rounds", options.rounds, "searches of the honest client");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_hostile(options); }; });
}

void add_scale(CLI::App& app, Request& request) {
  ScaleOptions& options = request.scale;
  CLI::App& command =
      *app.add_subcommand("scale", "all that a daemon does, at several numbers of articles");
  command.add_option("--articles", options.articles, "in the drop folder, in one run each")
      ->check(whole_number())
      ->delimiter(',')
      ->type_name("N")
      ->capture_default_str();
  add_number(command, "--rounds", options.rounds, "of each kind");
  command
      .add_option("--plain", options.plain,
                  "measure the plain loop up to so many articles, and extrapolate; 0: not at all")
      ->capture_default_str();
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_scale(options); }; });
}

void add_watch(CLI::App& app, Request& request) {
  WatchOptions& options = request.watch;
  CLI::App& command = *app.add_subcommand(
      "watch",
      "standing queries: how soon they tell, what they cost, and that each match comes once");
  add_number(command, "--before", options.before, "articles in the index before the first match");
  add_number(command, "--rounds", options.rounds, "articles to drop into the idle daemon");
  add_number(command, "--articles", options.articles, "of a load");
  add_number(command, "--queries", options.queries, "that stand beside it");
  add_number(command, "--loads", options.loads, "with and without them");
  add_number(command, "--kills", options.kills, "of clients and the daemon beside a load");
  add_seed(command, options.seed);
  command.callback([&] { request.run = [&] { return measure_watch(options); }; });
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  CLI::App app("quire-bench measures what is promised, through a real daemon.");
  app.require_subcommand(1);
  add_ingest(app, request);
  add_plain_load(app, request);
  add_latency(app, request);
  add_query(app, request);
  add_client(app, request);
  add_search(app, request);
  add_remotes(app, request);
  add_stories(app, request);
  add_vocabulary(app, request);
  add_segments(app, request);
  add_start(app, request);
  add_hostile(app, request);
  add_scale(app, request);
  add_watch(app, request);
  // One text that lists everything.
  app.set_help_flag();
  app.set_help_all_flag("-h,--help", "Print this and end");
  CLI11_PARSE(app, argc, argv);
  // What has been measured is seen at once, in a file too.
  (void)std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
  try {
    return request.run() ? 0 : 1;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "quire-bench: %s\n", failure.what());
    return 1;
  }
}
