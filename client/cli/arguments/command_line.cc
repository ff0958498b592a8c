#include "client/cli/arguments/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <span>

#include "client/cli/arguments/query_words.h"
#include "client/cli/arguments/usage_error.h"
#include "config/version.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> kColours = {"auto", "always", "never"};
constexpr std::array<std::string_view, 3> kSortOrders = {"relevance", "newest", "oldest"};
constexpr std::array<std::string_view, 6> kCompletedFields = {"source", "section",  "author",
                                                              "place",  "language", "tag"};
constexpr std::array<std::string_view, 5> kFormats = {"text", "json", "jsonl", "vimgrep", "paths"};
constexpr const char* kFormatHelp =
    "text, json, jsonl, vimgrep, paths, or a line with {fields} [text]";
constexpr const char* kRecencyHelp = "Favour newer articles, with this half-life (12h, 30d, 52w)";
constexpr const char* kGroup = "Commands";
constexpr std::uint32_t kMaxSyncSeconds = 3600;
constexpr std::uint32_t kMaxAuditSeconds = 3600;
constexpr std::uint32_t kMaxReindexSeconds = 24 * 3600;

// Where the option parser leaves what was typed.
struct Typed {
  Options options;
  SearchOptions search;
  PickOptions pick;
  CompleteOptions complete;
  ShowOptions show;
  SimilarOptions similar;
  StoryOptions story;
  DiffOptions diff;
  ExplainOptions explain;
  ParseOptions parse;
  ExtractOptions extract;
  WatchOptions watch;
  AlertsOptions alerts;
  SyncOptions sync;
  AuditOptions audit;
  ReindexOptions reindex;
  StatusOptions status;
  std::string colour = "auto";
  std::string links = "auto";
  std::string sort = "relevance";
  std::string format;
  std::uint32_t sync_seconds = 10;
  std::uint32_t audit_seconds = 600;
  bool no_sync = false;
  std::uint32_t reindex_seconds = 0;  // 0: none were typed
  bool no_wait = false;
  bool no_pager = false;
  bool all_versions = false;
  std::vector<std::string> words;
};

// CLI11 would put the whole list into every line of the help.
CLI::Validator one_of(std::span<const std::string_view> names) {
  const auto check = [names](std::string& written) -> std::string {
    if (std::find(names.begin(), names.end(), written) != names.end()) return {};
    std::string list;
    for (const std::string_view name : names)
      list += format("{}{}", list.empty() ? "" : ", ", name);
    return format("\"{}\" is none of {}", written, list);
  };
  return {check, {}};
}

CLI::Validator in_range(std::uint32_t least, std::uint32_t most) {
  const auto check = [least, most](std::string& written) -> std::string {
    std::uint32_t value = 0;
    if (CLI::detail::lexical_cast(written, value) && value >= least && value <= most) return {};
    return format("\"{}\" is no number from {} to {}", written, least, most);
  };
  return {check, {}};
}

template <class Enum>
Enum enumerator_of(std::string_view name, std::span<const std::string_view> names) {
  return static_cast<Enum>(std::find(names.begin(), names.end(), name) - names.begin());
}

void add_global_options(CLI::App& app, Typed& typed) {
  app.set_help_flag("-h,--help", "Print this and end");
  app.set_version_flag("--version", format("quire {}", config::version()),
                       "Print the version and end");
  app.add_option("--socket", typed.options.global.socket, "The daemon's socket")
      ->option_text("PATH");
  app.add_flag("--json", typed.options.global.json, "Print the daemon's answer as it is");
  app.add_flag("--no-pager", typed.no_pager, "Show all of it at once, in no pager");
  app.add_option("--color", typed.colour, "auto, always or never")
      ->option_text("WHEN")
      ->check(one_of(kColours));
  app.add_option("--links", typed.links, "Links to the files: auto, always or never")
      ->option_text("WHEN")
      ->check(one_of(kColours));
  app.require_subcommand(1);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.footer(
      "Exit status: 0 done, 1 nothing found, 2 bad usage or a query that does not\n"
      "parse, 69 no daemon answers, 75 try again later. See quire(1).");
}

void add_search(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand("search", "Find articles")->fallthrough()->group(kGroup);
  protocol::SearchRequest& request = typed.search.request;
  command->add_option("QUERY", typed.words, "What to look for")->option_text("...");
  command->add_option("-n,--limit", request.limit, "At most N articles [10]")
      ->option_text("N")
      ->check(in_range(0, 1000));
  command->add_option("--offset", request.offset, "Leave out the first N [0]")
      ->option_text("N")
      ->check(in_range(0, 100'000));
  command->add_option("--cursor", request.cursor, "Go on where the page that gave it ended")
      ->option_text("CURSOR");
  command->add_option("--sort", typed.sort, "relevance, newest or oldest [relevance]")
      ->option_text("ORDER")
      ->check(one_of(kSortOrders));
  command->add_option("--recency", request.recency, kRecencyHelp)->option_text("TIME");
  command
      ->add_option(
          "--facets", request.facets,
          "Count the articles by source, section, author, place, language, tag, year, month "
          "or day")
      ->option_text("FIELD,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--snippet", request.snippet_chars, "Length of the snippets [240]; 0: none")
      ->option_text("CHARS")
      ->check(in_range(0, 2000));
  command->add_option("--fragments", request.fragments, "At most N passages a snippet [2]")
      ->option_text("N")
      ->check(in_range(1, 5));
  command->add_option("--format", typed.format, kFormatHelp)->option_text("FORMAT");
  command->add_flag("--typing", request.typing, "Take a half-typed query as far as it goes");
  command->add_flag("--all-versions", typed.all_versions,
                    "Show each version of a story, and what was withdrawn");
  command->add_flag("!--no-remotes", request.remotes,
                    "Search this daemon alone, not the others that it knows");
  command->add_flag("--sync", request.sync, "Wait until all that was dropped before is searchable");
  command->footer(
      "A word that begins with '-' excludes: quire search border -police\n"
      "Of words with one '-', only -h and -n (-n 5, -n5) are options; all words after\n"
      "-- belong to the query. Quotes need the shell's around them:\n"
      "quire search '\"civilian police\" date:2018'");
}

void add_about_queries(CLI::App& app, Typed& typed) {
  CLI::App* similar = app.add_subcommand("similar", "Find articles about the same subject")
                          ->fallthrough()
                          ->group(kGroup);
  similar->add_option("ARTICLE", typed.similar.article, "Its id or its path")
      ->option_text("ID|PATH")
      ->required();
  similar->add_option("-n,--limit", typed.similar.request.limit, "At most N articles [10]")
      ->option_text("N")
      ->check(in_range(0, 1000));
  similar->add_option("--format", typed.format, kFormatHelp)->option_text("FORMAT");

  CLI::App* explain =
      app.add_subcommand("explain", "Say why an article matches a query, or why it does not")
          ->fallthrough()
          ->group(kGroup);
  explain->add_option("QUERY", typed.explain.query, "The query, as one argument")
      ->option_text("QUERY")
      ->required();
  explain->add_option("ARTICLE", typed.explain.article, "The article's id or its path")
      ->option_text("ID|PATH")
      ->required();
  explain->add_option("--recency", typed.explain.recency, kRecencyHelp)->option_text("TIME");

  CLI::App* parse = app.add_subcommand("parse", "Say how a query is read, without a daemon")
                        ->fallthrough()
                        ->group(kGroup);
  parse->add_option("QUERY", typed.words, "The query")->option_text("...");
  parse->add_flag("--typing", typed.parse.typing, "Take a half-typed query as far as it goes");
}

void add_watch(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("watch", "Print what matches as it is published, until interrupted")
          ->fallthrough()
          ->group(kGroup);
  command->add_option("QUERY", typed.words, "The query")->option_text("...");
  command
      ->add_option("--since", typed.watch.since,
                   "Begin behind the article with that number, or so long ago [now]")
      ->option_text("N|2h|TIME");
  command->add_flag("--jsonl", typed.watch.json_lines, "One JSON object a line");
  command
      ->add_option("--exec", typed.watch.command,
                   "Run this command of the shell for each, with the JSON on its standard input")
      ->option_text("COMMAND");
  command->add_option("-n,--limit", typed.watch.count, "End after N of them")
      ->option_text("N")
      ->check(in_range(1, 1'000'000));
  command
      ->add_option("--name", typed.watch.name,
                   "Have the daemon keep it as an alert of that name, or go on with that one")
      ->option_text("NAME");
  command->add_flag("--feed", typed.watch.feed, "Have it keep a feed, too")->needs("--name");
}

void add_alerts(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("alerts", "List the standing queries that the daemon keeps")
          ->fallthrough()
          ->group(kGroup);
  command->add_option("--end", typed.alerts.end, "End this one, which a client has made")
      ->option_text("NAME");
}

void add_stories(CLI::App& app, Typed& typed) {
  CLI::App* story =
      app.add_subcommand("story", "List all versions of an article")->fallthrough()->group(kGroup);
  story->add_option("ARTICLE", typed.story.article, "Its id or its path")
      ->option_text("ID|PATH")
      ->required();

  CLI::App* diff =
      app.add_subcommand("diff", "Say by words what changed from one version to another")
          ->fallthrough()
          ->group(kGroup);
  diff->add_option("ARTICLE", typed.diff.first, "Its id or its path; with a second, the older one")
      ->option_text("ID|PATH")
      ->required();
  diff->add_option("NEWER", typed.diff.second, "The newer one")->option_text("ID|PATH");
}

void add_complete(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("complete", "Say what words or values begin so, and in how many articles")
          ->fallthrough()
          ->group(kGroup);
  protocol::CompleteRequest& request = typed.complete.request;
  command->add_option("PREFIX", request.prefix, "What they begin with")
      ->option_text("PREFIX")
      ->required();
  command
      ->add_option("--field", request.field,
                   "Values of source, section, author, place, language or tag")
      ->option_text("FIELD")
      ->check(one_of(kCompletedFields));
  command->add_flag("--typing", typed.complete.typing,
                    "PREFIX is the last word of a query: fields and their values too");
  command->add_option("-n,--limit", request.limit, "At most N of them [10]")
      ->option_text("N")
      ->check(in_range(1, 1000));
}

void add_pick(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("pick", "Search as you type, and open what you pick (needs fzf)")
          ->fallthrough()
          ->group(kGroup);
  command->add_option("QUERY", typed.words, "What to begin with")->option_text("...");
  command->add_flag("--print", typed.pick.print, "Print the path in the place of opening it");
}

void add_audit(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("audit", "Say what of the drop folders is not as the index has it")
          ->fallthrough()
          ->group(kGroup);
  command->add_option("PATH", typed.audit.request.path, "Compare this file or folder only");
  command->add_flag("--no-sync", typed.no_sync,
                    "Do not wait first until all that was dropped before is searchable");
  command->add_flag("--quiet", typed.audit.quiet, "Say nothing when nothing differs");
  command->add_option("--timeout", typed.audit_seconds, "Give up after so many seconds [600]")
      ->option_text("SECONDS")
      ->check(in_range(1, kMaxAuditSeconds));
  command->footer("Exit status: 0 nothing differs, 1 something does, or could not be compared.");
}

void add_reindex(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("reindex", "Make the index equal to the drop folders, or read files again")
          ->fallthrough()
          ->group(kGroup);
  command->add_option("PATH", typed.reindex.request.paths, "Read these files or folders again")
      ->option_text("...");
  command->add_flag("--full", typed.reindex.request.full,
                    "Build a new index from all files; the old one answers meanwhile");
  command->add_flag("--no-wait", typed.no_wait, "Only start it");
  command->add_flag("--quiet", typed.reindex.quiet,
                    "Say nothing of success and one line of failure, as cron wants it");
  command->add_option("--timeout", typed.reindex_seconds, "Wait for at most so many seconds")
      ->option_text("SECONDS")
      ->check(in_range(1, kMaxReindexSeconds));
}

void add_other_commands(CLI::App& app, Typed& typed) {
  CLI::App* show = app.add_subcommand("show", "Print an article")->fallthrough()->group(kGroup);
  show->add_option("ARTICLE", typed.show.article, "Its id or its path")
      ->option_text("ID|PATH")
      ->required();
  show->add_option("--query", typed.show.query, "Highlight what matches QUERY")
      ->option_text("QUERY");

  CLI::App* extract = app.add_subcommand("extract", "Say what is made of a file, without a daemon")
                          ->fallthrough()
                          ->group(kGroup);
  extract->add_option("FILE", typed.extract.file, "The file")->option_text("FILE")->required();
  extract
      ->add_option("--config", typed.extract.settings,
                   "The settings that name programs for other formats")
      ->option_text("FILE");

  CLI::App* sync =
      app.add_subcommand("sync", "Wait until all that was dropped before is searchable")
          ->fallthrough()
          ->group(kGroup);
  sync->add_option("--timeout", typed.sync_seconds, "Give up after so many seconds [10]")
      ->option_text("SECONDS")
      ->check(in_range(1, kMaxSyncSeconds));

  add_audit(app, typed);
  add_reindex(app, typed);

  app.add_subcommand("connect", "Join standard input and output with the daemon's socket")
      ->fallthrough()
      ->group(kGroup);

  CLI::App* status =
      app.add_subcommand("status", "Say how the daemon is doing")->fallthrough()->group(kGroup);
  status->add_flag("--failures", typed.status.request.failures,
                   "List the files that could not be read");

  status->add_flag("--follow", typed.status.follow,
                   "Show how far it is until nothing is to be done any more");

  app.add_subcommand("stop", "End the daemon")->fallthrough()->group(kGroup);
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) out += format("{}{}", out.empty() ? "" : separator, word);
  return out;
}

Result<HitFormat> hit_format(const CLI::App& app, const Typed& typed) {
  const bool json = typed.options.global.json;
  if (json && !typed.format.empty() && typed.format != "json") {
    return usage_error(app, format("--json and --format {} exclude each other", typed.format));
  }
  if (json) return HitFormat{Format::kJson};
  if (typed.format.empty()) return HitFormat{};
  if (typed.format.find('{') == std::string::npos) {
    const std::string wrong = one_of(kFormats)(typed.format);
    if (wrong.empty()) return HitFormat{enumerator_of<Format>(typed.format, kFormats)};
    Error error = usage_error(app, "--format: " + wrong);
    error.hint = "or a line with fields, as in --format '{date}\\t{title}\\t{path}'; " + error.hint;
    return error;
  }
  auto parsed = HitTemplate::parse(typed.format);
  if (!parsed) return parsed.error();
  return HitFormat{Format::kTemplate, *std::move(parsed)};
}

Result<SearchOptions> search_options(const CLI::App& app, Typed& typed,
                                     const std::vector<std::string>& words) {
  SearchOptions search = std::move(typed.search);
  search.request.query = joined(words, " ");
  if (words.empty()) {
    Error error = usage_error(app, "search needs a query");
    error.hint += "; quire search '' finds all articles";
    return error;
  }
  search.request.stories = !typed.all_versions;
  search.request.sort = enumerator_of<protocol::SortOrder>(typed.sort, kSortOrders);
  auto format = hit_format(app, typed);
  if (!format) return format.error();
  search.format = *format;
  return search;
}

Result<WatchOptions> watch_options(const CLI::App& app, Typed& typed,
                                   const std::vector<std::string>& words) {
  WatchOptions watch = std::move(typed.watch);
  watch.query = joined(words, " ");
  watch.json_lines = watch.json_lines || typed.options.global.json;
  if (!words.empty()) return watch;
  Error error = usage_error(app, "watch needs a query");
  error.hint += "; quire watch '' prints all articles";
  return error;
}

Result<ReindexOptions> reindex_options(const CLI::App& app, Typed& typed) {
  ReindexOptions reindex = std::move(typed.reindex);
  if (reindex.request.full && !reindex.request.paths.empty()) {
    return usage_error(app, "--full and PATH exclude each other");
  }
  reindex.request.wait = !typed.no_wait;
  if (typed.reindex_seconds > 0) reindex.timeout = std::chrono::seconds(typed.reindex_seconds);
  return reindex;
}

Result<Options> options_of(const CLI::App& app, Typed& typed,
                           const std::vector<std::string>& words) {
  Options options = typed.options;
  options.global.pager = !typed.no_pager;
  options.global.colour = enumerator_of<ColourChoice>(typed.colour, kColours);
  options.global.links = enumerator_of<ColourChoice>(typed.links, kColours);
  const std::string command = app.get_subcommands().front()->get_name();
  if (command == "search") {
    auto search = search_options(app, typed, words);
    if (!search) return search.error();
    options.command = std::move(*search);
  } else if (command == "pick") {
    typed.pick.query = joined(words, " ");
    options.command = std::move(typed.pick);
  } else if (command == "watch") {
    auto watch = watch_options(app, typed, words);
    if (!watch) return watch.error();
    options.command = std::move(*watch);
  } else if (command == "alerts") {
    options.command = std::move(typed.alerts);
  } else if (command == "complete") {
    options.command = std::move(typed.complete);
  } else if (command == "show") {
    options.command = std::move(typed.show);
  } else if (command == "similar") {
    auto format = hit_format(app, typed);
    if (!format) return format.error();
    typed.similar.format = *format;
    options.command = std::move(typed.similar);
  } else if (command == "story") {
    options.command = std::move(typed.story);
  } else if (command == "diff") {
    options.command = std::move(typed.diff);
  } else if (command == "explain") {
    options.command = std::move(typed.explain);
  } else if (command == "parse") {
    typed.parse.query = joined(words, " ");
    options.command = std::move(typed.parse);
  } else if (command == "extract") {
    options.command = std::move(typed.extract);
  } else if (command == "sync") {
    typed.sync.request.timeout_ms = typed.sync_seconds * 1000;
    options.command = typed.sync;
  } else if (command == "audit") {
    typed.audit.request.sync = !typed.no_sync;
    typed.audit.request.timeout_ms = typed.audit_seconds * 1000;
    options.command = std::move(typed.audit);
  } else if (command == "reindex") {
    auto reindex = reindex_options(app, typed);
    if (!reindex) return reindex.error();
    options.command = std::move(*reindex);
  } else if (command == "status") {
    options.command = typed.status;
  } else if (command == "connect") {
    options.command = ConnectOptions{};
  } else {
    options.command = StopOptions{};
  }
  return options;
}

}  // namespace

Result<Options> parse_command_line(const std::vector<std::string>& arguments) {
  CLI::App app("Search the articles that quired watches", "quire");
  Typed typed;
  add_global_options(app, typed);
  add_search(app, typed);
  add_about_queries(app, typed);
  add_pick(app, typed);
  add_watch(app, typed);
  add_alerts(app, typed);
  add_stories(app, typed);
  add_complete(app, typed);
  add_other_commands(app, typed);
  SplitArguments split = split_query_words(
      arguments, [&app](std::string_view option) { return takes_value(app, option); });
  try {
    // CLI11 takes them off the end.
    std::reverse(split.options.begin(), split.options.end());
    app.parse(std::move(split.options));
  } catch (const CLI::CallForHelp&) {
    return Options{typed.options.global, PrintOptions{app.help() + "\n"}};
  } catch (const CLI::CallForVersion& version) {
    return Options{typed.options.global, PrintOptions{format("{}\n", version.what())}};
  } catch (const CLI::Error& error) {
    return usage_error(app, error, arguments);
  }
  return options_of(app, typed, split.words);
}

}  // namespace quire::cli
