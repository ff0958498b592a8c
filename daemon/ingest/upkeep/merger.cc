#include "daemon/ingest/upkeep/merger.h"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <utility>

#include "daemon/ingest/upkeep/merge_process.h"
#include "daemon/ingest/upkeep/rate_limit.h"
#include "daemon/process/child_process.h"
#include "index/base/format.h"
#include "index/base/memory.h"

namespace quire::ingest {
namespace {

using std::chrono::steady_clock;

// How often the child is looked at.
constexpr std::chrono::milliseconds kLook{20};

Error cancelled() { return {ErrorCode::kCancelled, "the merge was cancelled", {}}; }

std::string how_it_ended(int status) {
  if (WIFEXITED(status)) return format("ended with status {}", WEXITSTATUS(status));
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    return format("was killed by signal {} ({})", number, ::strsignal(number));
  }
  return "ended, and its status is lost";
}

// `status` is waitpid's.
Result<void> result_of(int status, const std::string& output) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  if (WIFEXITED(status)) {
    if (auto told = decode_error(output)) return *std::move(told);
  }
  return Error{ErrorCode::kIo,
               format("merge segments: the process that does it {}", how_it_ended(status)),
               {}};
}

}  // namespace

Merger::Merger(BoundedQueue<store::MergePlan>& plans, MergerOptions options,
               std::function<void(Merged)> report)
    : plans_(plans), options_(std::move(options)), report_(std::move(report)) {}

bool Merger::step() {
  auto plan = give_back_at_ ? plans_.pop_until(*give_back_at_) : plans_.pop();
  give_back_if_due();
  if (!plan) return !plans_.closed();
  auto result = merge(*plan);
  report_({*std::move(plan), std::move(result)});
  merged_at_ = steady_clock::now();
  if (!give_back_at_) give_back_at_ = merged_at_ + options_.rest;
  return true;
}

void Merger::give_back_if_due() {
  const auto now = steady_clock::now();
  if (!give_back_at_ || now < *give_back_at_) return;
  give_back_free_memory();
  // What was merged a moment ago is still in use.
  const auto again = merged_at_ + options_.rest;
  give_back_at_ = again > now ? std::optional(again) : std::nullopt;
}

Result<void> Merger::merge(const store::MergePlan& plan) {
  if (cancelled_) return cancelled();
  auto child = process::ChildProcess::start(options_.command, encode_order({plan, ::getpid()}));
  if (!child) return child.error();
  RateLimit limit(options_.bytes_per_second);
  const auto start = steady_clock::now();
  while (true) {
    if (const auto status = child->wait_for(kLook)) return result_of(*status, child->output());
    if (cancelled_) return cancelled();  // the child does not outlive its owner
    if (const auto written = child->bytes_written()) {
      child->hold(limit.ahead(*written, steady_clock::now() - start));
    }
  }
}

}  // namespace quire::ingest
