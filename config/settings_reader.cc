#include "config/settings_reader.h"

#include <array>

#include "config/accounts.h"
#include "config/toml_reader.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

constexpr std::uint64_t kKiB = 1U << 10;
constexpr std::uint64_t kMiB = 1U << 20;
constexpr std::uint64_t kGiB = 1U << 30;

// In the order of the enumerators.
constexpr std::array<std::string_view, 4> kBackends = {"auto", "inotify", "fs_event", "polling"};
constexpr std::array<std::string_view, 2> kFsyncPolicies = {"fresh", "always"};

void read_drop(TableReader& reader, DropSettings& drop) {
  reader.text("name", drop.name);
  reader.path("path", drop.path);
  reader.texts("ignore", drop.ignore);
  reader.choice("backend", drop.backend, kBackends);
}

constexpr std::array<std::string_view, 3> kPrintedFormats = {"text", "markdown", "html"};

void read_extract(TableReader& reader, ExtractSettings& extract) {
  reader.texts("match", extract.match);
  reader.texts("command", extract.command);
  reader.choice("output", extract.output, kPrintedFormats);
  reader.number("timeout_s", extract.timeout_s, 1, 3600);
  reader.size("memory", extract.memory, 16 * kMiB, 64 * kGiB);
}

void read_remote(TableReader& reader, RemoteSettings& remote) {
  reader.text("name", remote.name);
  reader.path("socket", remote.socket);
  reader.texts("command", remote.command);
  reader.number("timeout_ms", remote.timeout_ms, 1, 60'000);
}

void read_alert(TableReader& reader, AlertSettings& alert) {
  reader.text("name", alert.name);
  reader.text("query", alert.query);
  reader.texts("command", alert.command);
  reader.optional_path("feed", alert.feed);
  reader.number("entries", alert.entries, 1, 1000);
  reader.number("timeout_s", alert.timeout_s, 1, 3600);
  reader.number("retries", alert.retries, 0, 100);
}

void read_index(TableReader& reader, Settings& settings) {
  reader.path("path", settings.index.path);
  reader.choice("fsync", settings.index.fsync, kFsyncPolicies);
  reader.text("language", settings.index.language);
  reader.texts("languages", settings.index.languages);
  reader.number("verify_hours", settings.index.verify_hours, 0, 8760);
  reader.number("fresh_articles", settings.index.fresh_articles, 1, 100'000);
  reader.number("story_percent", settings.index.story_percent, 0, 100);
  reader.number("segments", settings.index.segments, 1, 64);
}

void read_watch(TableReader& reader, Settings& settings) {
  reader.number("settle_ms", settings.watch.settle_ms, 0, 60'000);
  reader.number("poll_interval_ms", settings.watch.poll_interval_ms, 100, 3'600'000);
  reader.number("rescan_minutes", settings.watch.rescan_minutes, 0, 10'080);
  reader.texts("ignore", settings.watch.ignore);
}

void read_ingest(TableReader& reader, Settings& settings) {
  reader.number("workers", settings.ingest.workers, 0, 256);
}

void read_search(TableReader& reader, Settings& settings) {
  reader.number("threads", settings.search.threads, 0, 256);
}

void read_limits(TableReader& reader, Settings& settings) {
  LimitSettings& limits = settings.limits;
  reader.size("file_size", limits.file_size, kKiB, 4 * kGiB);
  reader.size("request_bytes", limits.request_bytes, kKiB, kGiB);
  reader.number("connections", limits.connections, 1, 100'000);
  reader.number("outstanding", limits.outstanding, 1, 10'000);
  // The protocol itself allows no more of these two.
  reader.number("results", limits.results, 1, 1000);
  reader.number("deadline_ms", limits.deadline_ms, 1, 60'000);
  reader.size("client_backlog_bytes", limits.client_backlog_bytes, 64 * kKiB, kGiB);
  reader.size("clients_bytes", limits.clients_bytes, kMiB, 64 * kGiB);
  reader.number("client_stall_s", limits.client_stall_s, 1, 3600);
}

// `id_of` is user_id_of or group_id_of, `what` the word for one of them.
template <class IdOf>
void read_accounts(TableReader& reader, std::string_view key, std::string_view what, IdOf id_of,
                   std::vector<std::uint32_t>& out) {
  std::vector<std::string> names;
  reader.texts(key, names);
  for (const std::string& name : names) {
    if (const auto id = id_of(name)) {
      out.push_back(*id);
    } else {
      reader.fail(key,
                  format("\"socket.{}\": there is no {} \"{}\" on this system", key, what, name),
                  "write its name, or its number in quotes");
    }
  }
}

void read_socket(TableReader& reader, Settings& settings) {
  reader.path("path", settings.socket.path);
  read_accounts(reader, "allow_users", "user", user_id_of, settings.socket.allow_users);
  read_accounts(reader, "allow_groups", "group", group_id_of, settings.socket.allow_groups);
}

void read_log(TableReader& reader, Settings& settings) {
  reader.choice("level", settings.log.level, kLogLevelNames);
  reader.optional_path("file", settings.log.file);
  reader.size("max_file", settings.log.max_file, 64 * kKiB, 4 * kGiB);
  reader.number("max_files", settings.log.max_files, 1, 100);
}

struct Section {
  std::string_view name;
  void (*read)(TableReader&, Settings&);
};
constexpr std::array<Section, 7> kSections = {
    Section{"index", read_index},   Section{"watch", read_watch},   Section{"ingest", read_ingest},
    Section{"search", read_search}, Section{"limits", read_limits}, Section{"socket", read_socket},
    Section{"log", read_log}};

void fail(ReadContext& context, Place place, std::string message, std::string hint) {
  context.errors.push_back({ErrorCode::kInvalidArgument,
                            context.origins.prefix(place) + std::move(message), std::move(hint)});
}

// The tables of a list such as [[drop]]. `read` takes one of them into a new element of `out`;
// `needed` are the keys that none may lack, `advice` says so.
template <class Element>
void read_list(const toml::node& node, std::string_view name, std::vector<Element>& out,
               void (*read)(TableReader&, Element&), std::initializer_list<std::string_view> needed,
               std::string_view advice, ReadContext& context) {
  const toml::array* list = node.as_array();
  if (list == nullptr || !list->is_array_of_tables()) {
    if (list != nullptr && list->empty()) return;
    fail(context, place_of(node.source()), format("\"{}\" must be a list of tables", name),
         format("begin each with [[{}]], in two brackets", name));
    return;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const toml::table* table = list->get(i)->as_table();
    TableReader reader(table, format("{}[{}]", name, i), context);
    read(reader, out.emplace_back());
    reader.finish();
    for (const std::string_view key : needed) {
      if (reader.has(key)) continue;
      fail(context, place_of(table->source()), format("this [[{}]] has no \"{}\"", name, key),
           std::string(advice));
    }
  }
}

// The top level holds sections only.
void check_top_level(const toml::table& root, ReadContext& context) {
  TableReader reader(&root, {}, context);
  std::vector<std::string> known = {"drop", "extract", "remote", "alert"};
  for (const Section& section : kSections) known.emplace_back(section.name);
  reader.report_unknown(known);
}

void read_tables(const toml::table& root, Settings& settings, ReadContext& context) {
  check_top_level(root, context);
  if (const toml::node* drops = root.get("drop")) {
    read_list(*drops, "drop", settings.drops, read_drop, {"name", "path"},
              "each needs a name, and the path of a folder", context);
  }
  if (const toml::node* list = root.get("extract")) {
    read_list(*list, "extract", settings.extract, read_extract, {"match", "command"},
              "each needs globs of file names, and a command with its arguments", context);
  }
  if (const toml::node* list = root.get("remote")) {
    read_list(*list, "remote", settings.remotes, read_remote, {"name"},
              "each needs a name, and a socket or a command", context);
  }
  if (const toml::node* list = root.get("alert")) {
    read_list(*list, "alert", settings.alerts, read_alert, {"name", "query"},
              "each needs a name and a query, and a command or a feed", context);
  }
  for (const Section& section : kSections) {
    const toml::node* node = root.get(section.name);
    if (node == nullptr) continue;
    if (!node->is_table()) {
      fail(context, place_of(node->source()), format("\"{}\" must be a table", section.name),
           format("write [{}] on a line of its own, and its settings below", section.name));
      continue;
    }
    TableReader reader(node->as_table(), std::string(section.name), context);
    section.read(reader, settings);
    reader.finish();
  }
}

}  // namespace

ReadSettings read_settings(std::string_view text, const std::string& file,
                           const Environment& environment) {
  ReadContext context{environment, Origins{file, {}}, {}};
  Settings settings;
  try {
    read_tables(toml::parse(text, file), settings, context);
  } catch (const toml::parse_error& error) {
    context.errors.push_back(
        {ErrorCode::kParse,
         format("{}{}", context.origins.prefix(place_of(error.source())), error.description()),
         "the file is TOML; quired.toml(5) shows how it looks"});
  }
  return {std::move(settings), std::move(context.origins), std::move(context.errors)};
}

std::vector<std::string> known_settings() {
  const Environment environment;
  ReadContext context{environment, {}, {}};
  std::vector<std::string> names;
  const auto add = [&names](std::string_view section, const TableReader& reader) {
    for (const std::string& key : reader.known()) names.push_back(format("{}.{}", section, key));
  };
  DropSettings drop;
  TableReader drop_reader(nullptr, "drop", context);
  read_drop(drop_reader, drop);
  add("drop", drop_reader);
  ExtractSettings extract;
  TableReader extract_reader(nullptr, "extract", context);
  read_extract(extract_reader, extract);
  add("extract", extract_reader);
  RemoteSettings remote;
  TableReader remote_reader(nullptr, "remote", context);
  read_remote(remote_reader, remote);
  add("remote", remote_reader);
  AlertSettings alert;
  TableReader alert_reader(nullptr, "alert", context);
  read_alert(alert_reader, alert);
  add("alert", alert_reader);
  Settings settings;
  for (const Section& section : kSections) {
    TableReader reader(nullptr, std::string(section.name), context);
    section.read(reader, settings);
    add(section.name, reader);
  }
  return names;
}

}  // namespace quire::config
