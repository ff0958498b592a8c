#include "client/cli/commands/context.h"

#include <chrono>

#include "config/paths.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

constexpr std::chrono::milliseconds kConnectTimeout{5000};

}  // namespace

Context::Context(Surroundings& surroundings, GlobalOptions options)
    : surroundings_(surroundings),
      options_(std::move(options)),
      coloured_(wants_colour(options_.colour, surroundings.terminal, surroundings.environment)),
      style_(
          coloured_,
          wants_links(options_.links, coloured_ && surroundings.terminal, surroundings.environment),
          surroundings.host) {}

Result<std::string> Context::socket_path() const {
  const config::Environment& environment = surroundings_.environment;
  if (options_.socket.empty()) return config::default_socket_path(environment);
  return config::path_from_here(options_.socket, environment);
}

Result<client::Connection> Context::connect() const {
  const auto path = socket_path();
  if (!path) return path.error();
  return client::Connection::connect(*path, kConnectTimeout);
}

void Context::say(const Error& error) const {
  surroundings_.err << format("quire: {}\n", harmless(error.message));
  if (!error.hint.empty()) surroundings_.err << format("hint: {}\n", harmless(error.hint));
}

ExitStatus Context::no_daemon(const Error& error) const {
  say(error);
  return error.code == ErrorCode::kBusy ? ExitStatus::kTryAgain : ExitStatus::kNoDaemon;
}

ExitStatus Context::failed(const Error& error) const {
  say(error);
  return exit_status_of(error);
}

ExitStatus Context::failed_briefly(const Error& error, ExitStatus status) const {
  say({error.code, error.message, {}});
  return status;
}

ExitStatus Context::query_failed(const Error& error, std::string_view query) const {
  if (!error.position) return failed(error);
  Glyphs before = glyphs_of(query, {});
  before.resize(std::min(*error.position, before.size()));
  surroundings_.err << format("quire: {}\n  {}\n  {}^\n", harmless(error.message), harmless(query),
                              std::string(columns_of(before), ' '));
  if (!error.hint.empty()) surroundings_.err << format("hint: {}\n", harmless(error.hint));
  return exit_status_of(error);
}

void Context::note(std::string_view message) const {
  surroundings_.out.flush();
  surroundings_.err << harmless(message) << '\n';
}

void Context::warn(std::string_view message) const {
  surroundings_.err << format("quire: {}\n", harmless(message));
}

}  // namespace quire::cli
