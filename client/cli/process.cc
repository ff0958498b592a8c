#include "client/cli/process.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>

#include "client/cli/run.h"

namespace quire::cli {
namespace {

// 0 when stdout is no terminal, or one that does not tell.
std::size_t terminal_width(const config::Environment& environment) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) return size.ws_col;
  return preview_width(environment);
}

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

}  // namespace

int run_process(int count, char** values, const OfflineCommands* offline) {
  std::ios::sync_with_stdio(false);
  const auto environment = config::Environment::of_process();
  Surroundings surroundings{std::cout,
                            std::cerr,
                            environment,
                            ::isatty(STDOUT_FILENO) == 1,
                            terminal_width(environment),
                            ::isatty(STDERR_FILENO) == 1,
                            host_name(),
                            true,
                            offline};
  const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
  return static_cast<int>(run(arguments, surroundings));
}

}  // namespace quire::cli
