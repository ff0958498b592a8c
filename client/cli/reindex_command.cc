#include <algorithm>
#include <ostream>

#include "client/cli/commands.h"
#include "client/cli/daemon_path.h"
#include "client/cli/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// A line that says how far it is, on a terminal; nothing elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream* out) : out_(out) {}

  void show(const protocol::ReindexProgress& progress) {
    write(format("{} of {}", grouped(progress.done), counted(progress.total, "file")));
  }
  void clear() {
    write("");
    if (out_ != nullptr && shown_) *out_ << '\r' << std::flush;
  }

 private:
  // Over the line before, whatever is left of it.
  void write(std::string text) {
    if (out_ == nullptr || (text.empty() && !shown_)) return;
    shown_ = true;
    const std::size_t length = text.size();
    text.resize(std::max(length, length_), ' ');
    *out_ << '\r' << text << std::flush;
    length_ = length;
  }

  std::ostream* const out_;
  std::size_t length_ = 0;
  bool shown_ = false;
};

std::string summary_of(const protocol::ReindexResponse& done) {
  return format("{}: {} added, {} changed, {} moved, {} removed, {} failed ({})",
                counted(done.files, "file"), grouped(done.added), grouped(done.changed),
                grouped(done.moved), grouped(done.removed), grouped(done.failed),
                duration_of(done.took_ms * 1000));
}

}  // namespace

ExitStatus run_reindex(const Context& context, const ReindexOptions& options) {
  protocol::ReindexRequest request = options.request;
  for (std::string& path : request.paths) {
    auto known = path_for_daemon(path, context.environment());
    if (!known) return context.failed(known.error());
    path = *std::move(known);
  }
  auto connection = context.connect();
  if (!connection) {
    // The next turn of cron or of a timer will do, whatever keeps the daemon from answering.
    return options.quiet ? context.failed_briefly(connection.error(), ExitStatus::kTryAgain)
                         : context.no_daemon(connection.error());
  }
  ProgressLine line(options.quiet ? nullptr : context.progress());
  auto done = connection->reindex(request, options.timeout,
                                  [&line](const auto& progress) { line.show(progress); });
  line.clear();
  if (!done) {
    Error error = done.error();
    if (error.code == ErrorCode::kDeadlineExceeded) {
      error.hint = "the reindex goes on; `quire status` tells of it";
    }
    return options.quiet ? context.failed_briefly(error, exit_status_of(error))
                         : context.failed(error);
  }
  if (options.quiet) return ExitStatus::kDone;
  if (context.json()) {
    context.out() << done->json << '\n';
  } else {
    context.out() << (request.wait ? summary_of(done->value) : "the reindex has started") << '\n';
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
