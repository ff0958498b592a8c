#include "client/cli/commands/commands.h"
#include "client/cli/commands/daemon_path.h"
#include "client/cli/output/histogram.h"
#include "client/cli/output/quantities.h"
#include "client/cli/terminal/progress_line.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

constexpr std::size_t kBarWidth = 30;

void show(ProgressLine& line, const protocol::ReindexProgress& progress, std::string_view mark) {
  const std::string bar = bar_of(progress.done, progress.total, kBarWidth, mark);
  const std::string counts =
      format(" {} of {}", grouped(progress.done), counted(progress.total, "file"));
  line.show(bar + counts, (bar.empty() ? 0 : kBarWidth) + counts.size());
}

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
  const std::string_view mark = bar_mark(context.progress() != nullptr, context.environment());
  auto done = connection->reindex(request, options.timeout, [&line, mark](const auto& progress) {
    show(line, progress, mark);
  });
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
