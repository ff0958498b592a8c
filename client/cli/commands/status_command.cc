#include "client/cli/commands/commands.h"
#include "client/cli/output/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

void write_line(const Context& context, std::string_view name, std::string_view text) {
  context.out() << format("{:<11} {}\n", format("{}:", name), text);
}

std::string index_line(const protocol::StatusResponse& status) {
  return format("{}, {} in {}{}", harmless(status.index), counted(status.articles, "article"),
                counted(status.segments, "segment"),
                status.rebuilding ? ", which is being rebuilt"
                : status.partial  ? ", of which a part was damaged and is being read again"
                                  : "");
}

// "running, 3 since the start, articles written 1.4 times, 40 outdated documents left"
std::string merging_line(const protocol::StatusResponse& status) {
  const protocol::MergingStatus& merging = status.merging;
  std::string line = merging.running ? "running" : "";
  const auto add = [&line](std::string_view text) {
    line += line.empty() ? "" : ", ";
    line += text;
  };
  if (merging.merges > 0) {
    add(format("{} since the start, articles written {:.1f} times", grouped(merging.merges),
               merging.write_amplification));
  } else if (!merging.running) {
    add("none yet");
  }
  if (status.tombstones > 0) add(counted(status.tombstones, "outdated document") + " left");
  return line;
}

// "1,234 of 21,578 pending", of all that has been seen since the start.
std::string work_line(const protocol::StatusResponse& status) {
  if (status.pending == 0) return "up to date";
  const std::uint64_t done = status.indexed + status.removed + status.failed;
  return format("{} of {} pending", grouped(status.pending), grouped(status.pending + done));
}

std::string reconcile_line(const protocol::ReconcileStatus& reconcile) {
  if (reconcile.running) return "running";
  if (reconcile.finished.empty()) return "none yet";
  return format("{}, {} in {}: {} added, {} changed, {} moved, {} removed, {} failed",
                harmless(reconcile.finished), counted(reconcile.files, "file"),
                duration_of(reconcile.took_ms * 1000), grouped(reconcile.added),
                grouped(reconcile.changed), grouped(reconcile.moved), grouped(reconcile.removed),
                grouped(reconcile.failed));
}

std::string drop_line(const protocol::DropStatus& drop) {
  std::string line = format("{} at {}", harmless(drop.name), harmless(drop.path));
  if (!drop.present) return line + ", which does not exist";
  line += format(" ({}, {}", harmless(drop.backend), counted(drop.watched_folders, "folder"));
  if (drop.polled_folders > 0) line += format(", {} of them polled", grouped(drop.polled_folders));
  if (drop.overflows > 0) line += format(", {}", counted(drop.overflows, "overflow"));
  return line + ")";
}

// "3, 1,204 delivered, 2 failures, 1 lagging".
std::string alerts_line(const std::vector<protocol::AlertStatus>& alerts) {
  std::uint64_t delivered = 0;
  std::uint64_t failures = 0;
  std::uint64_t lagging = 0;
  for (const protocol::AlertStatus& alert : alerts) {
    delivered += alert.delivered;
    failures += alert.failures;
    lagging += alert.lagging ? 1 : 0;
  }
  std::string line = format("{}, {} delivered", grouped(alerts.size()), grouped(delivered));
  if (failures > 0) line += ", " + counted(failures, "failure");
  if (lagging > 0) line += format(", {} lagging", grouped(lagging));
  return line + "; `quire alerts` lists them";
}

void write_problems(const Context& context, const protocol::StatusResponse& status) {
  for (const protocol::Problem& problem : status.problems) {
    std::string line = harmless(problem.what);
    if (!problem.since.empty()) line += format(" (since {})", harmless(problem.since));
    write_line(context, "problem", context.style().warning(line));
    if (!problem.hint.empty()) write_line(context, "  hint", harmless(problem.hint));
  }
}

void write_failures(const Context& context, const protocol::StatusResponse& status) {
  if (status.failed_files == 0) return;
  std::string line = format("{} could not be read", counted(status.failed_files, "file"));
  if (status.failures.empty()) line += "; `quire status --failures` lists them";
  write_line(context, "failed", context.style().warning(line));
  for (const protocol::FailureStatus& failure : status.failures) {
    context.out() << format("  {}: {}\n", harmless(failure.path), harmless(failure.reason));
  }
}

void write_passed_over(const Context& context, const protocol::StatusResponse& status) {
  const protocol::PassedOverStatus& passed_over = status.passed_over;
  if (passed_over.files == 0) return;
  write_line(context, "partly",
             format("{}, {} passed over", counted(passed_over.files, "file"),
                    counted(passed_over.parts, "part")));
  for (const protocol::PassedOverFile& file : passed_over.recent) {
    for (const std::string& note : file.notes) {
      context.out() << format("  {}: {}\n", harmless(file.path), harmless(note));
    }
  }
}

// "advertisement 12, byline 3"; empty when no rule had anything to do.
std::string cleaning_line(const protocol::StatusResponse& status) {
  std::string line;
  for (const protocol::CleaningCount& count : status.cleaning) {
    if (count.articles == 0) continue;
    line +=
        format("{}{} {}", line.empty() ? "" : ", ", harmless(count.rule), grouped(count.articles));
  }
  return line;
}

// "archive, connected, 12 searches, the last one in 3 ms"
std::string remote_line(const protocol::RemoteStatus& remote) {
  std::string line =
      format("{}, {}connected", harmless(remote.name), remote.connected ? "" : "not ");
  if (remote.asked > remote.failed) {
    line += format(", asked {}, the last answer after {} ms", counted(remote.asked, "time"),
                   grouped(remote.took_ms));
  }
  if (remote.failed > 0) line += format(", {} without an answer", grouped(remote.failed));
  if (!remote.error.empty()) line += format(": {}", harmless(remote.error));
  return line;
}

void write_status(const Context& context, const protocol::StatusResponse& status) {
  write_line(context, "quired",
             format("{}, process {}, up {}", harmless(status.version), status.pid,
                    span_of(status.uptime_s)));
  write_line(context, "index", index_line(status));
  write_line(context, "indexing", work_line(status));
  write_line(context, "reconcile", reconcile_line(status.reconcile));
  write_line(context, "merging", merging_line(status));
  if (const std::string line = cleaning_line(status); !line.empty()) {
    write_line(context, "cleaned", line);
  }
  for (const protocol::DropStatus& drop : status.drops) {
    write_line(context, "drop", drop_line(drop));
  }
  for (const protocol::RemoteStatus& remote : status.remotes) {
    write_line(context, "remote", remote_line(remote));
  }
  if (!status.alerts.empty()) write_line(context, "alerts", alerts_line(status.alerts));
  write_line(context, "memory", bytes_of(status.rss_bytes));
  write_line(context, "clients", grouped(status.connections));
  write_problems(context, status);
  write_failures(context, status);
  write_passed_over(context, status);
}

}  // namespace

ExitStatus run_status(const Context& context, const StatusOptions& options) {
  if (options.follow) return follow_status(context);
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto status = connection->status(options.request);
  if (!status) return context.failed(status.error());
  if (context.json()) {
    context.out() << status->json << '\n';
  } else {
    write_status(context, status->value);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
