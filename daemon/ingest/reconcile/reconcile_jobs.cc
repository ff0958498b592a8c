#include "daemon/ingest/reconcile/reconcile_jobs.h"

#include <algorithm>

namespace quire::ingest {

void ReconcileJobs::add(const ReconcileJob& job, SteadyTime now) {
  Job& entry = jobs_[job.id];
  entry.report.job = job.id;
  entry.report.rebuild = job.rebuild;
  entry.report.drop = job.drop;
  entry.report.subtree = job.subtree;
  entry.report.ticket = job.ticket;
  entry.report.beside_earlier = job.beside_earlier;
  entry.started = now;
}

void ReconcileJobs::compared(Comparison comparison) {
  const auto found = jobs_.find(comparison.job);
  if (found == jobs_.end()) return;
  Job& job = found->second;
  job.compared = true;
  // Also when it ended in an error: what had been found by then is sent all the same.
  job.expected = comparison.sent;
  job.report.files = comparison.files;
  job.report.added = comparison.added;
  job.report.changed = comparison.changed;
  job.report.moved = comparison.moved;
  job.report.removed = comparison.removed;
  job.report.gone = comparison.gone;
  job.report.unread = std::move(comparison.unread);
  job.report.error = std::move(comparison.error);
}

void ReconcileJobs::file_done(std::uint64_t id, bool failed) {
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return;
  ++found->second.done;
  if (failed) ++found->second.report.failed;
}

std::optional<ReconcileReport> ReconcileJobs::take_finished(std::uint64_t id, SteadyTime now) {
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  Job& job = found->second;
  if (!job.compared || job.done < job.expected) return std::nullopt;
  job.report.took = std::chrono::duration_cast<std::chrono::milliseconds>(now - job.started);
  std::optional<ReconcileReport> report(std::move(job.report));
  jobs_.erase(found);
  return report;
}

std::uint64_t ReconcileJobs::open_files() const {
  std::uint64_t open = 0;
  for (const auto& [id, job] : jobs_) open += job.expected - std::min(job.expected, job.done);
  return open;
}

}  // namespace quire::ingest
