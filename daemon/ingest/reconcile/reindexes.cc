#include "daemon/ingest/reconcile/reindexes.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"

namespace quire::ingest {
namespace {

// A folder that could not be looked into would lose its articles with the old library.
Error incomplete(const ReconcileReport& report) {
  return Error{ErrorCode::kIo,
               format("drop folder {} could not be read as a whole, so the old index stays: {}",
                      report.drop->root, describe(report.unread.front().error)),
               "make it readable, or have it ignored, and begin again"};
}

}  // namespace

void Reindexes::start(ReindexRequest request, std::vector<ReindexPart> parts,
                      ReindexListener listener, SteadyTime now) {
  for (Reindex& running : running_) {
    if (!running.request.full && !(running.request == request)) continue;
    running.listeners.push_back({std::move(listener), true});
    return;
  }
  Reindex& reindex = running_.emplace_back();
  reindex.request = std::move(request);
  reindex.started = now;
  reindex.parts = std::move(parts);
  reindex.listeners.push_back({std::move(listener), false});
  if (reindex.request.full) {
    reindex.phase = Phase::kBeginning;
    actions_.rebuild(RebuildStep::kBegin);
  } else {
    reconcile_parts(reindex);
  }
}

void Reindexes::reconcile_parts(Reindex& reindex) {
  const bool all = reindex.request.full || !reindex.request.paths.empty();
  while (!reindex.parts.empty()) {
    const auto job = actions_.reconcile(reindex.parts.back(), all, reindex.request.full);
    if (!job) return;
    reindex.jobs.insert(*job);
    reindex.parts.pop_back();
  }
}

void Reindexes::rebuilt(const Rebuilt& rebuilt, SteadyTime now) {
  const Place place = rebuild_that_runs();
  if (place == running_.end() || rebuilt.step == RebuildStep::kAbandon) return;
  if (rebuilt.step == RebuildStep::kFinish || !rebuilt.result) {
    finish(place, rebuilt.result, now);
  } else {
    place->phase = Phase::kReconciling;
    reconcile_parts(*place);
  }
}

void Reindexes::compared(const Comparison& comparison) {
  for (Reindex& reindex : running_) {
    if (reindex.jobs.contains(comparison.job)) reindex.progress.total += comparison.sent;
  }
}

void Reindexes::file_done(std::uint64_t job) {
  for (Reindex& reindex : running_) {
    if (reindex.jobs.contains(job)) ++reindex.progress.done;
  }
}

void Reindexes::job_finished(const ReconcileReport& report) {
  for (Reindex& reindex : running_) {
    if (reindex.jobs.erase(report.job) == 0) continue;
    reindex.report.files += report.files;
    reindex.report.added += report.added;
    reindex.report.changed += report.changed;
    reindex.report.moved += report.moved;
    reindex.report.removed += report.removed;
    reindex.report.failed += report.failed;
    if (reindex.error) continue;
    if (report.error) {
      reindex.error = report.error;
    } else if (reindex.request.full && !report.unread.empty()) {
      reindex.error = incomplete(report);
    }
  }
}

void Reindexes::publish_failed(const Error& error) {
  const Place place = rebuild_that_runs();
  if (place != running_.end() && !place->error) place->error = error;
}

void Reindexes::advance(std::uint64_t oldest_open, SteadyTime now) {
  for (Place place = running_.begin(); place != running_.end();) {
    const Place current = place++;
    if (!advance(*current, oldest_open)) continue;
    finish(current, current->error ? Result<void>(*current->error) : Result<void>{}, now);
  }
}

bool Reindexes::advance(Reindex& reindex, std::uint64_t oldest_open) {
  if (reindex.phase == Phase::kReconciling) {
    reconcile_parts(reindex);
    if (!reindex.parts.empty() || !reindex.jobs.empty()) return false;
    reindex.phase = Phase::kSettling;
    reindex.ticket = actions_.last_ticket();
  }
  if (reindex.phase != Phase::kSettling) return false;
  if (reindex.error) {
    if (reindex.request.full) actions_.rebuild(RebuildStep::kAbandon);
    return true;
  }
  if (oldest_open <= reindex.ticket) return false;
  if (!reindex.request.full) return true;
  reindex.phase = Phase::kFinishing;
  actions_.rebuild(RebuildStep::kFinish);
  return false;
}

void Reindexes::finish(Place place, const Result<void>& result, SteadyTime now) {
  Reindex reindex = std::move(*place);
  running_.erase(place);
  reindex.report.took =
      std::chrono::duration_cast<std::chrono::milliseconds>(now - reindex.started);
  for (const Listener& listener : reindex.listeners) {
    if (!listener.events.done) continue;
    reindex.report.joined = listener.joined;
    listener.events.done(result ? Result<ReindexReport>(reindex.report) : result.error());
  }
}

void Reindexes::tell_progress() {
  for (const Reindex& reindex : running_) {
    for (const Listener& listener : reindex.listeners) {
      if (listener.events.progress) listener.events.progress(reindex.progress);
    }
  }
}

void Reindexes::give_up(const Error& error) {
  while (!running_.empty()) finish(running_.begin(), error, running_.front().started);
}

bool Reindexes::rebuilding() const {
  return std::any_of(running_.begin(), running_.end(),
                     [](const Reindex& reindex) { return reindex.request.full; });
}

Reindexes::Place Reindexes::rebuild_that_runs() {
  return std::find_if(running_.begin(), running_.end(),
                      [](const Reindex& reindex) { return reindex.request.full; });
}

}  // namespace quire::ingest
