#pragma once
// The matches of an alert on their way to its command: one after the other, each as one line of
// JSON on the standard input of a child process. One that fails is tried again, with longer and
// longer pauses, and given up at last, so that what comes behind it is not held up for ever. Owned
// by one thread, which looks at it again and again.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "daemon/alerts/match.h"
#include "daemon/delivery/channel.h"
#include "daemon/process/child_process.h"
#include "index/base/clock.h"

namespace quire::delivery {

struct CommandOptions {
  std::string alert;
  std::vector<std::string> command;  // the program and its arguments
  std::chrono::milliseconds timeout{30'000};
  std::uint32_t retries = 5;                    // after the first failure
  std::chrono::milliseconds first_pause{1000};  // doubles each time
  std::chrono::milliseconds longest_pause{60'000};
};

class CommandChannel {
 public:
  explicit CommandChannel(CommandOptions options) : options_(std::move(options)) {}

  void push(alerts::Match match) { waiting_.push_back(std::move(match)); }

  [[nodiscard]] bool is_running() const { return child_.has_value(); }
  // When the next child may be started; nothing when there is nothing to do, or one runs.
  [[nodiscard]] std::optional<SteadyTime> due() const;
  // Starts the command for the first that waits. What went wrong, if it did.
  [[nodiscard]] std::optional<Outcome> start(SteadyTime now);
  // Whether the child has ended, or has had time enough, and then how.
  [[nodiscard]] std::optional<Outcome> look(SteadyTime now);

 private:
  [[nodiscard]] Outcome succeeded();
  [[nodiscard]] Outcome failed(std::string_view how, SteadyTime now);

  const CommandOptions options_;
  std::deque<alerts::Match> waiting_;
  std::optional<process::ChildProcess> child_;
  SteadyTime deadline_{};
  SteadyTime not_before_{};
  std::uint32_t failures_ = 0;  // of the first that waits
};

}  // namespace quire::delivery
