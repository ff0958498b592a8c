#include "daemon/commands/status.h"

#include <unistd.h>

#include <fstream>

#include "daemon/delivery/durable_alerts.h"
#include "daemon/ingest/pipeline.h"
#include "daemon/remotes/remotes.h"
#include "index/base/rfc3339.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::commands {
namespace {

constexpr std::size_t kMaxFailures = 1000;

// Resident memory, from the second field of /proc/self/statm (pages).
std::uint64_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  in >> total >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

protocol::ReconcileStatus reconcile_status(const ingest::PipelineStatus& status) {
  const ingest::ReconcileReport& last = status.last_reconcile;
  protocol::ReconcileStatus out;
  out.running = status.reconciling;
  out.runs = status.reconciles;
  if (status.reconciles > 0) out.finished = format_rfc3339(status.last_reconcile_at);
  out.took_ms = static_cast<std::uint64_t>(last.took.count());
  out.files = last.files;
  out.added = last.added;
  out.changed = last.changed;
  out.moved = last.moved;
  out.removed = last.removed;
  out.failed = last.failed;
  return out;
}

protocol::MergingStatus merging_status(const store::LibraryCounts& counts) {
  protocol::MergingStatus out;
  out.running = counts.merging;
  out.merges = counts.merges;
  out.merged_bytes = counts.merged_bytes;
  out.write_amplification = store::write_amplification(counts);
  return out;
}

protocol::PassedOverStatus passed_over_status(const ingest::PassedOver::Report& report) {
  protocol::PassedOverStatus out{report.files, report.parts, {}};
  for (const ingest::PassedOver::File& file : report.last) {
    std::vector<std::string> notes;
    for (const std::string& note : file.notes) notes.push_back(to_valid_utf8(note));
    out.recent.push_back({to_valid_utf8(file.path), path_to_file_uri(file.path), std::move(notes)});
  }
  return out;
}

protocol::AlertStatus to_status(const delivery::AlertReport& alert) {
  protocol::AlertStatus out;
  out.name = alert.name;
  out.query = alert.query;
  out.settings = alert.from_settings;
  out.connected = alert.connected;
  out.command = to_valid_utf8(alert.command);
  out.feed = to_valid_utf8(alert.feed);
  out.seq = alert.seq;
  out.matched = alert.matched;
  out.delivered = alert.delivered;
  out.lagging = alert.lagging;
  out.failures = alert.failures;
  out.last_failure = to_valid_utf8(alert.last_failure);
  if (!out.last_failure.empty()) out.last_failure_time = format_rfc3339(alert.last_failure_at);
  return out;
}

protocol::StatusResponse to_response(const Context& context) {
  const ingest::PipelineStatus now = context.pipeline.status();
  protocol::StatusResponse out;
  out.version = context.facts.version;
  out.pid = static_cast<std::uint64_t>(::getpid());
  out.uptime_s = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(context.clock.now() - context.facts.started)
          .count());
  out.seq = now.sequence;
  out.index = to_valid_utf8(context.facts.index);
  out.articles = now.counts.articles;
  out.failed_files = now.counts.failed_files;
  out.segments = now.counts.segments;
  out.tombstones = now.counts.tombstones;
  out.rebuilding = now.counts.rebuilding;
  out.partial = now.counts.partial;
  out.quarantined = now.counts.quarantined;
  out.pending = now.pending;
  out.indexed = now.indexed;
  out.removed = now.removed;
  out.failed = now.failed;
  out.rss_bytes = resident_bytes();
  out.connections = context.facts.connections();
  out.reconcile = reconcile_status(now);
  out.merging = merging_status(now.counts);
  for (std::size_t i = 0; i < now.cleaned.size(); ++i) {
    out.cleaning.push_back({std::string(extract::kRules[i].name), now.cleaned[i]});
  }
  out.passed_over = passed_over_status(now.passed_over);
  for (const ingest::DropReport& drop : now.drops) {
    out.drops.push_back({drop.name, to_valid_utf8(drop.root), drop.watch.root_present,
                         drop.watch.backend, drop.watch.watched_folders, drop.watch.polled_folders,
                         drop.watch.overflows});
  }
  for (const auto& remote : context.remotes.all()) {
    const remotes::RemoteStatus status = remote->status();
    out.remotes.push_back({status.name, status.connected, status.asked, status.failed,
                           static_cast<std::uint64_t>(status.took.count()),
                           to_valid_utf8(status.error)});
  }
  for (const delivery::AlertReport& alert : context.durable.report()) {
    out.alerts.push_back(to_status(alert));
  }
  for (const delivery::AlertProblem& problem : context.durable.problems()) {
    out.problems.push_back(
        {problem.error.message, problem.error.hint, format_rfc3339(problem.since)});
  }
  for (const ingest::Problem& problem : now.problems) {
    out.problems.push_back(
        {to_valid_utf8(problem.what), problem.hint, format_rfc3339(problem.since)});
  }
  return out;
}

Result<protocol::StatusResponse> with_failures(protocol::StatusResponse response, Engine& engine) {
  const auto failed = engine.searcher.failed_files(kMaxFailures);
  if (!failed) return failed.error();
  for (const store::FailedFile& file : *failed) {
    const auto root = engine.drop_roots.find(file.file.drop);
    const std::string path =
        join_path(root != engine.drop_roots.end() ? root->second : "", file.file.relative);
    response.failures.push_back({to_valid_utf8(path), path_to_file_uri(path), file.reason});
  }
  return response;
}

}  // namespace

void status(Context& context, Call call) {
  const auto request = protocol::decode_status(call.request.params);
  if (!request) return call.fail(request.error());
  protocol::StatusResponse response = to_response(context);
  if (!request->failures) {
    response.passed_over.recent.clear();
    return call.succeed(response);
  }
  context.searchers.run(std::move(call), [response = std::move(response)](Engine& engine) {
    return with_failures(response, engine);
  });
}

}  // namespace quire::commands
