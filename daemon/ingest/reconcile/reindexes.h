#pragma once
// Keeps the books of the reindexes that run: which reconciles are theirs, who listens, and what
// comes next. A pure class: it is told what happens. Loop thread only.

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/ingest/reconcile/reconcile_jobs.h"
#include "daemon/ingest/reconcile/reindex.h"
#include "daemon/ingest/work/work.h"

namespace quire::ingest {

// What a reindex looks through: a drop folder, or a file or folder in it.
struct ReindexPart {
  Drop* drop = nullptr;
  std::string relative;  // "" for all of it
};

class Reindexes {
 public:
  // What it has others do.
  struct Actions {
    // Starts a reconcile of the part and gives its number; nothing while too many wait. `all`,
    // `rebuild`: see ReconcileJob.
    std::function<std::optional<std::uint64_t>(const ReindexPart&, bool all, bool rebuild)>
        reconcile;
    std::function<void(RebuildStep)> rebuild;
    // The last ticket given out: what has one up to that is to be done before the reindex is.
    std::function<std::uint64_t()> last_ticket;
  };

  explicit Reindexes(Actions actions) : actions_(std::move(actions)) {}

  // Begins, or joins one that runs and does the same or more. The listener hears nothing before
  // this has returned.
  void start(ReindexRequest request, std::vector<ReindexPart> parts, ReindexListener listener,
             SteadyTime now);

  void rebuilt(const Rebuilt& rebuilt, SteadyTime now);
  void compared(const Comparison& comparison);
  void file_done(std::uint64_t job);
  void job_finished(const ReconcileReport& report);
  // A publish failed, and with it every rebuild.
  void publish_failed(const Error& error);
  // Takes the steps that have become possible. `oldest_open`: the smallest ticket that is not done.
  void advance(std::uint64_t oldest_open, SteadyTime now);
  // Tells the listeners how far it is.
  void tell_progress();
  // Ends all of them.
  void give_up(const Error& error);

  // Whether a whole new library is being built.
  [[nodiscard]] bool rebuilding() const;

 private:
  enum class Phase : std::uint8_t { kBeginning, kReconciling, kSettling, kFinishing };
  struct Listener {
    ReindexListener events;
    bool joined = false;
  };
  struct Reindex {
    ReindexRequest request;
    Phase phase = Phase::kReconciling;
    SteadyTime started{};
    std::vector<ReindexPart> parts;  // that have no reconcile yet
    std::set<std::uint64_t> jobs;
    std::uint64_t ticket = 0;  // settled once all up to it are done
    std::vector<Listener> listeners;
    ReindexProgress progress;
    ReindexReport report;
    std::optional<Error> error;
  };
  using Place = std::list<Reindex>::iterator;

  [[nodiscard]] Place rebuild_that_runs();
  void reconcile_parts(Reindex& reindex);
  // Whether it is over.
  [[nodiscard]] bool advance(Reindex& reindex, std::uint64_t oldest_open);
  void finish(Place place, const Result<void>& result, SteadyTime now);

  const Actions actions_;
  std::list<Reindex> running_;
};

}  // namespace quire::ingest
