// quired: the daemon's program. Exit status: 0 it has ended in good order, 1 it cannot serve,
// 2 wrong usage or settings.

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "config/command_line.h"
#include "config/validation.h"
#include "daemon/daemon.h"
#include "daemon/ingest/upkeep/merge_process.h"
#include "daemon/process/attached_command.h"
#include "index/base/format.h"

namespace {

using quire::Error;

constexpr int kCannotServe = 1;
constexpr int kBadUsage = 2;
// What the daemon starts itself with to merge segments; not for people.
constexpr std::string_view kMergeSegments = "--merge-segments";

void say(std::FILE* where, const std::string& line) { std::fputs((line + "\n").c_str(), where); }

void complain(const Error& error) {
  say(stderr, quire::format("quired: {}", error.message));
  if (!error.hint.empty()) say(stderr, quire::format("        {}", error.hint));
}

int check(const quire::config::LoadedSettings& loaded) {
  auto report = quire::config::check_paths(loaded.settings);
  for (const Error& notice : report.notices) complain(notice);
  for (const Error& error : quire::check_alerts(loaded.settings)) report.errors.push_back(error);
  for (const Error& error : report.errors) complain(error);
  if (!report.errors.empty()) return kBadUsage;
  say(stdout, loaded.file.empty() ? "the default settings are good"
                                  : quire::format("{} is good", loaded.file));
  return 0;
}

// A connection takes a descriptor, and so do the index, the watches and the drop folders. The usual
// limit of a process is lower than what it may set itself.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

int serve(const quire::config::LoadOptions& load, quire::config::LoadedSettings loaded) {
  const auto paths = quire::config::check_paths(loaded.settings);
  for (const Error& error : paths.errors) complain(error);
  if (!paths.errors.empty()) return kBadUsage;
  auto log = quire::log::Logger::create(quire::log_options(loaded.settings));
  if (!log) {
    complain(log.error());
    return kBadUsage;
  }
  raise_descriptor_limit();
  quire::Daemon daemon(load, std::move(loaded.settings), **log);
  if (auto prepared = daemon.prepare(); !prepared) {
    complain(prepared.error());
    return kCannotServe;
  }
  if (auto ended = daemon.run(); !ended) {
    complain(ended.error());
    return kCannotServe;
  }
  return 0;
}

int run(std::vector<std::string> arguments) {
  const auto environment = quire::config::Environment::of_process();
  auto command = quire::config::parse_command_line(std::move(arguments), environment);
  if (!command) {
    complain(command.error());
    return kBadUsage;
  }
  if (command->action == quire::config::Action::kPrint) {
    std::fputs(command->text.c_str(), stdout);
    return 0;
  }
  auto loaded = quire::config::load_settings(command->load);
  for (const Error& error : loaded.errors) complain(error);
  if (!loaded.errors.empty()) return kBadUsage;
  if (command->action == quire::config::Action::kCheckConfig) return check(loaded);
  return serve(command->load, std::move(loaded));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && argv[1] == quire::process::kRunCommand) {
    return quire::process::run_attached(argv + 2);
  }
  if (argc > 1 && argv[1] == kMergeSegments) return quire::ingest::run_merge_process();
  // A client that goes away must not take the daemon with it.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(std::vector<std::string>(argv + 1, argv + argc));
  } catch (const std::exception& failure) {
    complain({quire::ErrorCode::kIo, quire::format("cannot go on: {}", failure.what()), {}});
    return kCannotServe;
  }
}
