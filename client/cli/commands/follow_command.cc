#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "client/cli/commands/commands.h"
#include "client/cli/output/histogram.h"
#include "client/cli/output/quantities.h"
#include "client/cli/terminal/progress_line.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

using protocol::StatusResponse;

constexpr std::chrono::milliseconds kOnTerminal{200};
constexpr std::chrono::milliseconds kElsewhere{1000};
constexpr std::size_t kBarWidth = 30;

std::uint64_t done_since_start(const StatusResponse& status) {
  return status.indexed + status.removed + status.failed;
}

bool idle(const StatusResponse& status) {
  return status.pending == 0 && !status.reconcile.running && !status.rebuilding;
}

std::string_view what_goes_on(const StatusResponse& status) {
  if (status.rebuilding) return ", building a new index";
  if (status.reconcile.running) return ", looking through the folders";
  return "";
}

// What it says as the work goes on, written so that a person or a log can follow it.
class Report {
 public:
  explicit Report(const Context& context)
      : context_(context),
        line_(context.terminal() ? &context.out() : nullptr),
        mark_(bar_mark(context.terminal(), context.environment())) {}

  void show(const StatusResponse& status) {
    if (!first_) first_ = done_since_start(status);
    const std::uint64_t done = done_since_start(status) - *first_;
    const std::uint64_t total = done + status.pending;
    const std::string text =
        format("{} of {}{}", grouped(done), counted(total, "file"), what_goes_on(status));
    if (!context_.terminal()) {
      if (text != last_) context_.out() << text << '\n' << std::flush;
    } else {
      const std::string bar = bar_of(done, total, bar_width(text), mark_);
      line_.show(bar.empty() ? text : bar + " " + text,
                 text.size() + (bar.empty() ? 0 : bar_width(text) + 1));
    }
    last_ = text;
  }

  void end(const StatusResponse& status) {
    line_.clear();
    context_.out() << format("up to date: {}\n", counted(status.articles, "article"));
  }

  void clear() { line_.clear(); }

 private:
  // What is left of the terminal's line.
  [[nodiscard]] std::size_t bar_width(const std::string& text) const {
    const std::size_t width = context_.width() > 0 ? context_.width() : 80;
    const std::size_t left = width > text.size() + 2 ? width - text.size() - 2 : 0;
    return std::min(left, kBarWidth);
  }

  const Context& context_;
  ProgressLine line_;
  const std::string_view mark_;
  std::optional<std::uint64_t> first_;
  std::string last_;
};

}  // namespace

ExitStatus follow_status(const Context& context) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  Report report(context);
  while (true) {
    const auto status = connection->status({});
    if (!status) {
      report.clear();
      return context.failed(status.error());
    }
    if (idle(status->value)) {
      report.end(status->value);
      return ExitStatus::kDone;
    }
    report.show(status->value);
    std::this_thread::sleep_for(context.terminal() ? kOnTerminal : kElsewhere);
  }
}

}  // namespace quire::cli
