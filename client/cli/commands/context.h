#pragma once
// What a command works with: where it writes, what it knows of the process, how it reaches the
// daemon. Owned by one thread; the streams outlive it.

#include <cstddef>
#include <ostream>

#include "client/cli/arguments/options.h"
#include "client/cli/commands/exit_status.h"
#include "client/cli/terminal/terminal.h"
#include "client/connection/connection.h"
#include "config/environment.h"
#include "index/base/result.h"

namespace quire::cli {

class Context;

// The commands that need no daemon, but much of what the daemon is made of.
struct OfflineCommands {
  ExitStatus (*parse)(const Context&, const ParseOptions&) = nullptr;
  ExitStatus (*extract)(const Context&, const ExtractOptions&) = nullptr;
};

// Of the process; injected, so that tests read what a command writes.
struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  config::Environment environment;
  bool terminal = false;        // whether `out` is one
  std::size_t width = 0;        // of the terminal, in columns; 0 when it is not known
  bool error_terminal = false;  // whether `err` is one
  std::string host{};           // this machine's name
  bool paged = false;           // `out` is this process's stdout, which may lead into a pager
  // Null: a program of its own does them, see become_offline().
  const OfflineCommands* offline = nullptr;
};

class Context {
 public:
  Context(Surroundings& surroundings, GlobalOptions options);

  [[nodiscard]] std::ostream& out() const { return surroundings_.out; }
  // For what is overwritten as the work goes on; null when nobody would see it.
  [[nodiscard]] std::ostream* progress() const {
    return surroundings_.error_terminal ? &surroundings_.err : nullptr;
  }
  [[nodiscard]] bool terminal() const { return surroundings_.terminal; }
  [[nodiscard]] std::size_t width() const { return surroundings_.width; }
  [[nodiscard]] const config::Environment& environment() const { return surroundings_.environment; }
  [[nodiscard]] const Style& style() const { return style_; }
  // The path of the daemon's socket.
  [[nodiscard]] Result<std::string> socket_path() const;
  // As it was typed; empty for the default.
  [[nodiscard]] const std::string& socket() const { return options_.socket; }
  [[nodiscard]] bool json() const { return options_.json; }

  [[nodiscard]] Result<client::Connection> connect() const;

  // Says on stderr what went wrong. Each returns the status to end with.
  ExitStatus no_daemon(const Error& error) const;
  ExitStatus failed(const Error& error) const;
  // In one line, without the hint.
  ExitStatus failed_briefly(const Error& error, ExitStatus status) const;
  // With a caret below the place in the query that the error names.
  ExitStatus query_failed(const Error& error, std::string_view query) const;
  // Says something on stderr that is no error, behind what has been written to stdout.
  void note(std::string_view message) const;
  void warn(std::string_view message) const;

 private:
  void say(const Error& error) const;

  Surroundings& surroundings_;
  const GlobalOptions options_;
  const bool coloured_;
  const Style style_;
};

}  // namespace quire::cli
