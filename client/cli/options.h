#pragma once
// What a command line of `quire` asks for, as values.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/cli/terminal.h"
#include "daemon/protocol/messages.h"

namespace quire::cli {

enum class Format : std::uint8_t { kText, kJson, kJsonLines, kVimgrep, kPaths };

struct SearchOptions {
  protocol::SearchRequest request;
  Format format = Format::kText;
};

struct CompleteOptions {
  protocol::CompleteRequest request;
};

struct ShowOptions {
  std::string article;  // an id, a path or a file: URI, as it was typed
  std::string query;
};

struct SimilarOptions {
  protocol::SimilarRequest request;
  std::string article;  // as it was typed
  Format format = Format::kText;
};

struct ExplainOptions {
  std::string query;
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
};

struct StopOptions {};

// There is nothing to do but to write `text` to stdout.
struct PrintOptions {
  std::string text;
};

using CommandOptions =
    std::variant<PrintOptions, SearchOptions, CompleteOptions, ShowOptions, SimilarOptions,
                 ExplainOptions, ParseOptions, ExtractOptions, SyncOptions, AuditOptions,
                 ReindexOptions, StatusOptions, StopOptions>;

struct GlobalOptions {
  std::string socket;  // as it was typed; empty for the default
  bool json = false;
  ColourChoice colour = ColourChoice::kAuto;
};

struct Options {
  GlobalOptions global;
  CommandOptions command;
};

}  // namespace quire::cli
