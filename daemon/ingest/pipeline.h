#pragma once
// From a change in a drop folder to a published article: the loop's half of the pipeline.
//
//   DropFolder -> pending -> fresh lane -> Worker ------> writings -> Writer -> inbox -> here
//                         -> bulk lane --> BulkWorker(s) ----^  ^  |
//                         -> jobs -> Reconciler -> lanes     Merger
//
// Changes go through the fresh lane; when very many come at once, the rest goes through the bulk
// lane, where whole segments are built.
//
// Every change gets a ticket when it is seen; `sync` waits until all tickets up to a certain one
// are done. Loop thread only, and the loop never waits for a queue.

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/ingest/drop_folder.h"
#include "daemon/ingest/passed_over.h"
#include "daemon/ingest/problems.h"
#include "daemon/ingest/reconcile/reconcile_jobs.h"
#include "daemon/ingest/reconcile/reindexes.h"
#include "daemon/ingest/sync.h"
#include "daemon/ingest/threads.h"
#include "daemon/log/logger.h"
#include "daemon/loop/events.h"
#include "daemon/loop/inbox.h"

namespace quire::ingest {

struct PipelineOptions {
  std::vector<DropOptions> drops;
  ThreadsOptions threads;
  std::chrono::milliseconds poll_interval{2000};  // of polled folders
  std::chrono::milliseconds rescan{3'600'000};    // 0: never
};

struct DropReport {
  std::string name;
  std::string root;
  watch::WatchStatus watch;
};

struct PipelineStatus {
  std::uint64_t sequence = 0;
  store::LibraryCounts counts;
  std::uint64_t pending = 0;  // changes seen and not yet published
  std::uint64_t indexed = 0;  // files, since the start
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
  CleaningCounts cleaned{};  // articles, since the start
  PassedOver::Report passed_over;
  bool reconciling = false;
  std::uint64_t reconciles = 0;
  ReconcileReport last_reconcile;
  UnixSeconds last_reconcile_at = 0;
  std::vector<DropReport> drops;
  std::vector<Problem> problems;
};

class Pipeline {
 public:
  // All of it outlives the pipeline.
  struct Surroundings {
    loop::Loop& loop;
    loop::Inbox& inbox;
    FileSystem& files;
    const Clock& clock;
    log::Logger& log;
  };

  Pipeline(const Surroundings& surroundings, PipelineOptions options);

  // Starts the threads and the watching; the first thing is to make the index equal to the folders.
  // kInvalidArgument for a language that has no stemmer.
  [[nodiscard]] Result<void> start(std::unique_ptr<store::Library> library);

  // Finishes the fresh changes that are in work, publishes them and leaves the library in good
  // order. Blocks; the loop need not run any more. The rest is found by the next start's reconcile.
  [[nodiscard]] Result<void> stop() { return threads_.stop(); }

  // Calls back with the sequence number once everything that was dropped before is published, or
  // with kDeadlineExceeded.
  void sync(std::chrono::milliseconds timeout, std::function<void(Result<std::uint64_t>)> callback);

  // Reads files again; see ReindexRequest. The listener hears of an error at once when a path
  // stands in no drop folder, or a drop folder is not there; and of kCancelled when the daemon
  // ends.
  void reindex(const ReindexRequest& request, ReindexListener listener);

  // Compares the drop folders, or the file or folder at `path` (absolute; it may be a drop folder),
  // with the index. Calls back with the report; or, at once, with kNotFound for a path in no drop
  // folder and kBusy when too many audits wait; or with kDeadlineExceeded, or with kCancelled when
  // `cancelled` (may be null) was set or the daemon ends.
  void audit(const std::optional<std::string>& path, SteadyTime deadline,
             std::shared_ptr<const std::atomic<bool>> cancelled, AuditDone callback);

  // Ends the wait of all who listen to a reindex or wait for an audit.
  void give_up_waits();

  // As it is now; problems that are over by now are forgotten.
  [[nodiscard]] PipelineStatus status();

  // The drop folder that `path` (absolute) stands in, and its place there. kNotFound with the
  // folders there are.
  [[nodiscard]] Result<article::FileKey> locate(const std::string& path) const;

 private:
  void add_folder(DropOptions options);
  void on_lost(DropFolder& folder, const Error& error);
  void on_found(DropFolder& folder);
  void on_degraded(DropFolder& folder, const std::string& relative, const Error& error);

  // Hands on what is due, as far as there is room, and sets the timer for the rest.
  void pump();
  [[nodiscard]] std::size_t room() const;
  void dispatch(DropFolder& folder, const watch::PendingChange& change);
  void dispatch_file(DropFolder& folder, const watch::PendingChange& change);
  void dispatch_subtree(DropFolder& folder, const watch::PendingChange& change);
  void set_timer();

  void on_published(Publication publication);
  void on_written(const Publication& publication);
  void on_publish_failed(const Publication& publication);
  void on_done(const Done& done);
  void on_compared(Comparison comparison);
  void on_upkeep(const std::optional<Error>& error);
  void on_quarantined(const Quarantined& quarantined);
  // Has all drop folders looked through for what the index has lost.
  void begin_restore(const Error& problem);
  void note_restored(const ReconcileReport& report);
  void finish_job(std::uint64_t id);
  void note_problems(const ReconcileReport& report);
  void look_again(const ReconcileReport& report, const std::string& relative,
                  std::chrono::milliseconds delay);
  // To be called after anything that may have closed a ticket.
  void update_waits();
  void close_ticket(std::uint64_t ticket);
  [[nodiscard]] std::uint64_t oldest_open_ticket() const;
  [[nodiscard]] DropFolder& folder_of(const Drop& drop) const;
  // As locate(), but a drop folder itself may be meant too.
  [[nodiscard]] Result<ReindexPart> part_at(const std::string& path) const;
  [[nodiscard]] Result<std::vector<ReindexPart>> parts_of(const ReindexRequest& request) const;
  [[nodiscard]] Result<std::vector<AuditPart>> audit_parts(
      const std::optional<std::string>& path) const;
  [[nodiscard]] std::uint64_t pending() const;
  std::optional<std::uint64_t> start_reconcile(const ReindexPart& part, bool all, bool rebuild);
  void on_rebuilt(const Rebuilt& rebuilt);
  // When the index has an older format.
  void begin_due_rebuild();
  void rescan_all();
  void retry_failed();

  Surroundings around_;
  PassedOver passed_over_;
  const PipelineOptions options_;

  std::uint64_t last_ticket_ = 0;
  std::multiset<std::uint64_t> in_flight_;  // tickets of what the threads are at
  std::size_t fresh_in_flight_ = 0;         // changes, not files of reconciles
  std::size_t bulk_in_flight_ = 0;
  ReconcileJobs jobs_;
  Reindexes reindexes_;
  const process::ForeignFormats foreign_;
  Problems problems_;

  // Drop folders that are still to be looked through, by a reconcile that began after the last
  // segment went into quarantine.
  std::set<const Drop*> to_restore_;
  std::uint64_t restore_after_ = 0;  // that reconcile has a larger id

  std::uint64_t sequence_ = 0;
  store::LibraryCounts counts_;
  std::uint64_t indexed_ = 0;
  std::uint64_t removed_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t reconciles_ = 0;
  ReconcileReport last_reconcile_;
  UnixSeconds last_reconcile_at_ = 0;
  std::chrono::milliseconds retry_{0};  // after a failed publish; doubles
  // The oldest of what a failed publish was to bring, open until it is tried again.
  std::optional<std::uint64_t> failed_ticket_;

  loop::Timer due_timer_;
  loop::Timer rescan_timer_;
  loop::Timer retry_timer_;
  Sync sync_;
  std::vector<std::unique_ptr<DropFolder>> folders_;
  Threads threads_;
};

}  // namespace quire::ingest
