#pragma once
// What quired can be told to do, as values. Each default stands here, with its reason; quired.toml
// and quired.toml(5) say the same to the user. Paths are absolute once the settings are loaded.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::config {

enum class WatchBackend : std::uint8_t {
  kAuto,  // the best one that this system has
  kInotify,
  kFsEvent,
  kPolling,
};

enum class FsyncPolicy : std::uint8_t {
  kFresh,  // the fresh segment is left to the page cache: it can be read again from the drop folder
  kAlways,  // every commit reaches the disk before it is searchable
};

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

// In the order of the enumerators.
inline constexpr std::array<std::string_view, 4> kLogLevelNames = {"debug", "info", "warning",
                                                                   "error"};

struct DropSettings {
  std::string name;  // [A-Za-z0-9_.-]{1,32}, unique: article ids are made of it
  std::string path;
  std::vector<std::string> ignore;  // globs, besides watch.ignore
  WatchBackend backend = WatchBackend::kAuto;
  bool operator==(const DropSettings&) const = default;
};

struct IndexSettings {
  std::string path;
  FsyncPolicy fsync = FsyncPolicy::kFresh;
  // Whose stems an article gets that is in none of `languages`, or does not tell its own.
  std::string language = "en";
  // Besides it, those that articles are kept in: an article in one of them gets its stems, and
  // words of queries are looked for by the stems of all. Each makes a query a little longer.
  std::vector<std::string> languages;
  // Between two readings of the whole index against its checksums; 0 is never.
  std::uint32_t verify_hours = 24;
  // The newest articles stand in a segment of their own up to this number: the more, the longer it
  // takes until one can be found; the fewer, the more often segments are merged.
  std::uint32_t fresh_articles = 500;
  std::uint32_t story_percent = 80;  // of a text in another one; 0: no stories
  // Segments that may stand side by side: each makes a query some 45 us longer.
  std::uint32_t segments = 8;
  bool operator==(const IndexSettings&) const = default;
};

struct WatchSettings {
  // A file that is never closed counts as whole when it has stood still for so long.
  std::uint32_t settle_ms = 200;
  // Of folders that can only be polled: quick enough for a person, cheap enough for a network
  // mount.
  std::uint32_t poll_interval_ms = 2000;
  // The safety net under everything else; 0 is never.
  std::uint32_t rescan_minutes = 60;
  std::vector<std::string> ignore;  // globs, besides those that are always ignored
  bool operator==(const WatchSettings&) const = default;
};

struct IngestSettings {
  std::uint32_t workers = 0;  // 0: as many as there are cores
  bool operator==(const IngestSettings&) const = default;
};

struct SearchSettings {
  std::uint32_t threads = 0;  // 0: as many as there are cores
  bool operator==(const SearchSettings&) const = default;
};

struct LimitSettings {
  std::uint64_t file_size = 64U << 20;     // bytes; a larger file is recorded as failed
  std::uint64_t request_bytes = 1U << 20;  // of one message
  std::uint32_t connections = 256;
  std::uint32_t outstanding = 64;      // requests a connection
  std::uint32_t results = 1000;        // hits a search
  std::uint32_t deadline_ms = 10'000;  // of a search that asks for more
  // What may wait for one client. At a quarter of it the client is paused, over it dropped.
  std::uint64_t client_backlog_bytes = 4U << 20;
  // Half-sent requests, requests in work and unread answers of all clients together: what hostile
  // ones can make the daemon grow by. Beyond it who holds most is dropped.
  std::uint64_t clients_bytes = 24U << 20;
  std::uint32_t client_stall_s = 30;  // a paused client that takes nothing for so long is dropped
  bool operator==(const LimitSettings&) const = default;
};

struct SocketSettings {
  std::string path;
  // Besides the daemon's own user.
  std::vector<std::uint32_t> allow_users;   // user ids
  std::vector<std::uint32_t> allow_groups;  // group ids
  bool operator==(const SocketSettings&) const = default;
};

struct LogSettings {
  LogLevel level = LogLevel::kInfo;
  std::string file;  // empty: to stderr alone
  std::uint64_t max_file = 10U << 20;
  std::uint32_t max_files = 3;
  bool operator==(const LogSettings&) const = default;
};

enum class PrintedFormat : std::uint8_t { kText, kMarkdown, kHtml };

// A program that reads files of some kind, e.g. pdftotext.
struct ExtractSettings {
  std::vector<std::string> match;    // globs of file names
  std::vector<std::string> command;  // {} is the file's path; empty: such files are not read
  PrintedFormat output = PrintedFormat::kText;
  std::uint32_t timeout_s = 30;
  std::uint64_t memory = 1U << 30;
  bool operator==(const ExtractSettings&) const = default;
};

// Another daemon that is asked besides our own index.
struct RemoteSettings {
  std::string name;                  // [A-Za-z0-9_.-]{1,32}, unique: it stands before its ids
  std::string socket;                // one of the two: the path of its socket,
  std::vector<std::string> command;  // or a program that talks to it over its input and output
  std::uint32_t timeout_ms = 2000;   // a search goes on without it after that
  bool operator==(const RemoteSettings&) const = default;
};

// A standing query that the daemon keeps, and where its matches go.
struct AlertSettings {
  std::string name;  // see is_alert_name(); unique
  std::string query;
  std::vector<std::string> command;  // is run for each match; empty: none
  std::string feed;                  // an Atom file; empty: none
  std::uint32_t entries = 50;        // of the feed
  std::uint32_t timeout_s = 30;      // of the command
  std::uint32_t retries = 5;         // of the command, after it has failed
  bool operator==(const AlertSettings&) const = default;
};

struct Settings {
  std::vector<DropSettings> drops;
  std::vector<RemoteSettings> remotes;
  std::vector<AlertSettings> alerts;
  std::vector<ExtractSettings> extract;  // before those that are usual; see quired.toml(5)
  IndexSettings index;
  WatchSettings watch;
  IngestSettings ingest;
  SearchSettings search;
  LimitSettings limits;
  SocketSettings socket;
  LogSettings log;
  bool operator==(const Settings&) const = default;
};

// What may be an alert's name, which is also a file's: 1 to 64 letters, digits, '_' and '-'.
[[nodiscard]] bool is_alert_name(std::string_view name);

// `language` and then the others, each once.
[[nodiscard]] std::vector<std::string> stemming_languages(const IndexSettings& index);

// The names of the settings, as in "index.path", that differ and that a running daemon cannot take
// over. log.level, all of [limits] and all of [[alert]] it can.
[[nodiscard]] std::vector<std::string> settings_that_need_restart(const Settings& old,
                                                                  const Settings& fresh);

}  // namespace quire::config
