// `reindex`: the loop's half of it. Which parts of which drop folders are to be looked through;
// Reindexes says when.

#include <algorithm>
#include <utility>

#include "daemon/ingest/pipeline.h"
#include "index/base/format.h"

namespace quire::ingest {

void Pipeline::reindex(const ReindexRequest& request, ReindexListener listener) {
  auto parts = parts_of(request);
  if (!parts) return listener.done(parts.error());
  around_.log.info("reindex of {}", request.full            ? "all files, into a new index"
                                    : request.paths.empty() ? "what has changed"
                                                            : "single paths");
  reindexes_.start(request, *std::move(parts), std::move(listener), around_.clock.now());
  update_waits();
}

void Pipeline::give_up_waits() {
  threads_.cancel_audits();
  reindexes_.give_up(Error{ErrorCode::kCancelled, "the daemon is ending",
                           "what was left is found at its next start"});
}

Result<std::vector<ReindexPart>> Pipeline::parts_of(const ReindexRequest& request) const {
  std::vector<ReindexPart> parts;
  for (const std::string& path : request.paths) {
    auto part = part_at(path);
    if (!part) return part.error();
    parts.push_back(*std::move(part));
  }
  if (request.paths.empty()) {
    for (const auto& folder : folders_) parts.push_back({&folder->drop(), ""});
  }
  return parts;
}

std::optional<std::uint64_t> Pipeline::start_reconcile(const ReindexPart& part, bool all,
                                                       bool rebuild) {
  ReconcileJob job{jobs_.next_id(), part.drop, part.relative, &folder_of(*part.drop).ignore()};
  job.all = all;
  job.rebuild = rebuild;
  // Nobody who waits for what was dropped before waits for a rebuild, which shows nothing new.
  job.ticket = rebuild ? 0 : last_ticket_ + 1;
  const ReconcileJob booked = job;
  if (!threads_.try_push(job)) return std::nullopt;
  if (!rebuild) in_flight_.insert(++last_ticket_);
  jobs_.add(booked, around_.clock.now());
  return booked.id;
}

void Pipeline::on_rebuilt(const Rebuilt& rebuilt) {
  if (rebuilt.step == RebuildStep::kFinish && rebuilt.result) {
    around_.log.info("a new index has taken the place of the old one");
  }
  reindexes_.rebuilt(rebuilt, around_.clock.now());
  update_waits();
}

void Pipeline::begin_due_rebuild() {
  if (!counts_.rebuild_due || reindexes_.rebuilding()) return;
  ReindexListener listener;
  listener.done = [this](const Result<ReindexReport>& report) {
    if (report) {
      problems_.clear("rebuild");
      return;
    }
    if (report.error().code == ErrorCode::kCancelled) return;
    Error error = report.error();
    error.message = "the index has an older format and could not be built anew: " + error.message;
    if (problems_.set("rebuild", error)) around_.log.warn("{}", describe(error));
  };
  reindex({{}, true}, std::move(listener));
}

}  // namespace quire::ingest
