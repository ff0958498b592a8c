#pragma once
// What a person reads goes through a pager, which ends by itself when all of it fits the screen.
// Owned by the one thread of the process: its stdout leads into the pager meanwhile.

#include <sys/types.h>

#include <optional>

#include "client/cli/terminal/program.h"
#include "config/environment.h"

namespace quire::cli {

// What pages: a shell with the line of $QUIRE_PAGER, else with that of $PAGER, else less. Empty
// when nothing is to, which an empty line or "cat" says.
[[nodiscard]] Words pager_words(const config::Environment& environment);

class Pager {
 public:
  // From here on what is written to stdout comes to the pager. Nothing when there is to be none, or
  // when it cannot be started, as where there is no less.
  [[nodiscard]] static std::optional<Pager> start(const config::Environment& environment);
  Pager(Pager&& other) noexcept;
  Pager& operator=(Pager&&) = delete;
  // Waits until the reader has seen enough. Flush what is to be read before.
  ~Pager();

 private:
  explicit Pager(pid_t process) : process_(process) {}

  pid_t process_;  // 0: moved from
};

}  // namespace quire::cli
