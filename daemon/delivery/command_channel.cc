#include "daemon/delivery/command_channel.h"

#include <sys/wait.h>

#include <algorithm>
#include <utility>

#include "daemon/process/attached_command.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"
#include "index/base/utf8.h"

namespace quire::delivery {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kComplaints = 4096;  // bytes
constexpr std::size_t kLongestLine = 300;  // of what is told

// The last line that says anything.
std::string last_line(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end + 1);
  return to_valid_utf8(text.substr(text.rfind('\n') + 1).substr(0, kLongestLine));
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return format("was killed by signal {}", WTERMSIG(status));
  return format("ended with status {}", WEXITSTATUS(status));
}

}  // namespace

std::optional<SteadyTime> CommandChannel::due() const {
  if (waiting_.empty() || child_) return std::nullopt;
  return not_before_;
}

std::optional<Outcome> CommandChannel::start(SteadyTime now) {
  const alerts::Match& match = waiting_.front();
  const std::string line = protocol::encode_alert(
      options_.alert, {match.subscription, match.number, match.updated, match.hit});
  process::ChildLimits limits;
  limits.output_bytes = kComplaints;
  limits.complaints = true;
  auto child =
      process::ChildProcess::start(process::attached(options_.command), line + "\n", limits);
  if (!child) return failed(child.error().message, now);
  child_.emplace(*std::move(child));
  deadline_ = now + options_.timeout;
  return std::nullopt;
}

std::optional<Outcome> CommandChannel::look(SteadyTime now) {
  if (!child_) return std::nullopt;
  const auto status = child_->wait_for(milliseconds(0));
  if (!status && now < deadline_) return std::nullopt;
  const std::string said = last_line(child_->output());
  child_.reset();
  if (status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return succeeded();
  std::string how =
      status ? how_it_ended(*status) : format("took longer than {} ms", options_.timeout.count());
  if (!said.empty()) how += ": " + said;
  return failed(how, now);
}

Outcome CommandChannel::succeeded() {
  const Outcome outcome{waiting_.front().number, 1, 0, {}};
  waiting_.pop_front();
  failures_ = 0;
  return outcome;
}

Outcome CommandChannel::failed(std::string_view how, SteadyTime now) {
  Outcome outcome;
  outcome.failure = format("{} {}", options_.command.front(), how);
  if (failures_ < options_.retries) {
    const auto pause = options_.first_pause * (1U << std::min(failures_, 16U));
    not_before_ = now + std::min<milliseconds>(pause, options_.longest_pause);
    ++failures_;
    return outcome;
  }
  outcome.upto = waiting_.front().number;
  outcome.given_up = 1;
  outcome.failure += format("; given up after {} attempts", failures_ + 1);
  waiting_.pop_front();
  failures_ = 0;
  return outcome;
}

}  // namespace quire::delivery
