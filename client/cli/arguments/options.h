#pragma once
// What a command line of `quire` asks for, as values.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/cli/output/hit_template.h"
#include "client/cli/terminal/terminal.h"
#include "daemon/protocol/messages.h"

namespace quire::cli {

enum class Format : std::uint8_t { kText, kJson, kJsonLines, kVimgrep, kPaths, kTemplate };

// How hits are written.
struct HitFormat {
  Format format = Format::kText;
  HitTemplate hit_template{};  // of kTemplate
};

struct SearchOptions {
  protocol::SearchRequest request;
  HitFormat format;
};

struct CompleteOptions {
  protocol::CompleteRequest request;
  bool typing = false;  // the prefix is the last word of a query, with what a shell needs of fields
};

// As one types, in fzf.
struct PickOptions {
  std::string query;   // to begin with
  bool print = false;  // the path, in the place of opening it
};

struct ShowOptions {
  std::string article;  // an id, a path or a file: URI, as it was typed
  std::string query;
};

struct SimilarOptions {
  protocol::SimilarRequest request;
  std::string article;  // as it was typed
  HitFormat format;
};

struct StoryOptions {
  std::string article;  // as it was typed
};

struct DiffOptions {
  std::string first;   // as they were typed: the older one; or the only one
  std::string second;  // the newer one
};

struct ExplainOptions {
  std::string query;
  std::string recency;  // of the search that is explained; or none
  std::string article;  // as it was typed
};

struct ParseOptions {
  std::string query;
  bool typing = false;
};

struct ExtractOptions {
  std::string file;      // as it was typed
  std::string settings;  // the same, of the file that names other programs; empty for the default
};

struct WatchOptions {
  std::string query;
  std::string since;  // a number or a time, as it was typed; empty for now
  bool json_lines = false;
  std::string command;      // a shell's, run with each hit on its standard input; empty for none
  std::uint32_t count = 0;  // end after so many; 0: never
  std::string name;         // by which the daemon keeps it; empty: it does not
  bool feed = false;        // which it keeps a feed of
};

struct AlertsOptions {
  std::string end;  // the one that is to be ended; empty: they are listed
};

struct SyncOptions {
  protocol::SyncRequest request;
};

struct AuditOptions {
  protocol::AuditRequest request;  // its path as it was typed
  bool quiet = false;              // nothing is said when nothing differs
};

struct ReindexOptions {
  protocol::ReindexRequest request;                  // its paths as they were typed
  std::optional<std::chrono::milliseconds> timeout;  // of the wait, not of the reindex
  bool quiet = false;  // for cron: nothing is said of success, one line of failure
};

struct StatusOptions {
  protocol::StatusRequest request;
  bool follow = false;  // until nothing is to be done any more
};

struct StopOptions {};

struct ConnectOptions {};

// There is nothing to do but to write `text` to stdout.
struct PrintOptions {
  std::string text;
};

using CommandOptions =
    std::variant<PrintOptions, SearchOptions, PickOptions, CompleteOptions, ShowOptions,
                 SimilarOptions, StoryOptions, DiffOptions, ExplainOptions, ParseOptions,
                 ExtractOptions, WatchOptions, AlertsOptions, SyncOptions, AuditOptions,
                 ReindexOptions, StatusOptions, StopOptions, ConnectOptions>;

struct GlobalOptions {
  std::string socket;  // as it was typed; empty for the default
  bool json = false;
  bool pager = true;                         // for what is long, on a terminal
  ColourChoice links = ColourChoice::kAuto;  // of a hit to its file
  ColourChoice colour = ColourChoice::kAuto;
};

struct Options {
  GlobalOptions global;
  CommandOptions command;
};

}  // namespace quire::cli
