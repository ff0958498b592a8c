#pragma once
// A child process that is fed some bytes, listened to, held back and killed. It sees nothing of
// this process but the standard error output: no descriptor, no signal handler, no blocked signal.
// Owned by one thread.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"
#include "index/base/unique_fd.h"

namespace quire::process {

struct ChildLimits {
  std::size_t output_bytes = 64U << 10;  // that are kept of it
  std::uint64_t memory_bytes = 0;        // of data (RLIMIT_DATA); 0: no limit
  bool quiet = false;                    // its standard error output goes nowhere
  // Its standard error output is listened to, of which the last bytes are kept, and its standard
  // output goes nowhere.
  bool complaints = false;
};

class ChildProcess {
 public:
  // `command` is the program's path and its arguments; `input` is all that it reads from its
  // standard input. The child leads a process group of its own. The Error of the system when it
  // cannot be started.
  [[nodiscard]] static Result<ChildProcess> start(const std::vector<std::string>& command,
                                                  std::string_view input,
                                                  const ChildLimits& limits = {});
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  // If it has not ended, kills its group and waits for its end.
  ~ChildProcess();

  // Waits for output or the end of it, but not longer than `timeout`. The status, as waitpid gives
  // it, once the process has ended; -1 when somebody else has taken that. Not to be called again
  // then.
  [[nodiscard]] std::optional<int> wait_for(std::chrono::milliseconds timeout);

  // Stops its group, or lets it go on.
  void hold(bool held);

  // What it has written so far, files and output, in bytes. Nothing when the system does not say.
  [[nodiscard]] std::optional<std::uint64_t> bytes_written() const;

  // What is listened to, so far; complete once it has ended.
  [[nodiscard]] const std::string& output() const { return output_; }

 private:
  ChildProcess(pid_t pid, UniqueFd pipe, const ChildLimits& limits)
      : pid_(pid),
        most_output_(limits.output_bytes),
        keeps_last_(limits.complaints),
        pipe_(std::move(pipe)) {}

  void read_output();
  void keep(std::string_view bytes);
  void signal_group(int number) const;
  // Its status if it has ended, or, without WNOHANG in `options`, when it has.
  [[nodiscard]] std::optional<int> reap(int options);

  pid_t pid_;  // -1 once it is reaped: the number may be somebody else's then
  std::size_t most_output_;
  bool keeps_last_;
  UniqueFd pipe_;  // what it writes; closed when there will be no more
  std::string output_;
  bool held_ = false;
};

}  // namespace quire::process
