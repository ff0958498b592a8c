#include "client/cli/terminal/pager.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <map>
#include <string>
#include <utility>

#include "index/base/unique_fd.h"

namespace quire::cli {

Words pager_words(const config::Environment& environment) {
  for (const char* name : {"QUIRE_PAGER", "PAGER"}) {
    const auto found = environment.variables.find(name);
    if (found == environment.variables.end()) continue;
    const std::string& line = found->second;
    return line.empty() || line == "cat" ? Words() : Words{"/bin/sh", "-c", line};
  }
  return {"less"};
}

std::optional<Pager> Pager::start(const config::Environment& environment) {
  const Words words = pager_words(environment);
  std::array<int, 2> ends{};
  if (words.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const UniqueFd reading(ends[0]);
  const UniqueFd writing(ends[1]);
  // One screen is no reason to stay, colours and links are passed on, and what was read stays.
  std::map<std::string, std::string> variables;
  if (environment.get("LESS").empty()) variables["LESS"] = "FRX";
  const auto process = start_program(words, variables, {reading.get(), STDIN_FILENO});
  if (!process) return std::nullopt;
  ::dup2(writing.get(), STDOUT_FILENO);
  // The interrupt key is the pager's. When that ends, so does whoever writes to it.
  (void)std::signal(SIGINT, SIG_IGN);
  return Pager(*process);
}

Pager::Pager(Pager&& other) noexcept : process_(std::exchange(other.process_, 0)) {}

Pager::~Pager() {
  if (process_ == 0) return;
  ::close(STDOUT_FILENO);  // which is its end of file
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) continue;
}

}  // namespace quire::cli
