#pragma once
// The pipeline's threads and the queues between them. Built, started and stopped on the loop's
// thread.

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "daemon/ingest/reconcile/reconciler.h"
#include "daemon/ingest/upkeep/auditor.h"
#include "daemon/ingest/upkeep/checker.h"
#include "daemon/ingest/upkeep/merger.h"
#include "daemon/ingest/upkeep/word_keeper.h"
#include "daemon/ingest/work/bulk_worker.h"
#include "daemon/ingest/work/worker.h"
#include "daemon/ingest/work/writer.h"
#include "daemon/loop/inbox.h"
#include "index/base/thread_annotations.h"

namespace quire::ingest {

struct ThreadsOptions {
  std::size_t workers = 2;  // of the bulk lane; the fresh lane has one of its own
  std::string index;        // the index directory
  std::vector<std::string> languages = {"en"};  // see text::Stemmers
  FileReaderOptions reading;
  std::size_t writings_bytes = 48U << 20;  // prepared articles between workers and writer
  BulkOptions bulk;
  WriterOptions writer;
  MergerOptions merging;
  CheckerOptions checking;
};

class Threads {
 public:
  // Called on the loop.
  struct Reports {
    std::function<void(Done)> done;  // files there was nothing to write of
    std::function<void(Publication)> published;
    std::function<void(Comparison)> compared;
    std::function<void(Rebuilt)> rebuilt;
    std::function<void(Quarantined)> quarantined;      // see Writer::Reports
    std::function<void(std::optional<Error>)> upkeep;  // the same
    std::function<void(Audited)> audited;
  };

  static constexpr std::size_t kLaneCapacity = 512;  // files that a reconcile sends ahead
  static constexpr std::size_t kJobCapacity = 64;    // reconciles that wait
  static constexpr std::size_t kAuditCapacity = 8;   // audits that wait

  Threads(loop::Inbox& inbox, FileSystem& files, const Clock& clock, ThreadsOptions options,
          Reports reports);
  // Stops, if stop() was not called.
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  // kInvalidArgument for a language that has no stemmer.
  [[nodiscard]] Result<void> start(std::unique_ptr<store::Library> library);

  // None of them waits.
  void push(FileWork work) { lanes_.push(std::move(work)); }
  [[nodiscard]] CleaningCounts cleaned() const { return reader_.cleaned(); }
  // False when the queue is full, and then the argument is left as it was.
  bool try_push(ReconcileJob& job) { return jobs_.try_push(job); }
  bool try_push(AuditJob& job) { return audits_.try_push(job); }
  // Ends all audits, and every later one.
  void cancel_audits() { auditor_->cancel(); }
  // Is taken once what is in front of it is written.
  void push(RebuildStep step);
  // All that was in quarantine has been read again.
  void tell_whole_again();
  // After a failed publish: finds out whether the index can be written again.
  void probe();

  // Ends the reconcile and the merge, lets the workers and the writer finish what is in the fresh
  // lane and leaves the library in good order. Blocks. Nothing is reported any more.
  [[nodiscard]] Result<void> stop();

 private:
  [[nodiscard]] std::vector<article::Article> stored_articles(const article::FileKey& file,
                                                              const store::FileState& state)
      EXCLUDES(stored_mutex_);
  // A function that hands what it is given to `report`, on the loop.
  template <class Report>
  [[nodiscard]] std::function<void(Report)> on_loop(const std::function<void(Report)>& report);

  const ThreadsOptions options_;
  FileSystem& files_;
  loop::Inbox& inbox_;
  const Reports reports_;

  // Of files that were moved; they are few, so all workers share it.
  Mutex stored_mutex_;
  std::unique_ptr<store::Searcher> stored_ GUARDED_BY(stored_mutex_);

  FileReader reader_;
  Lanes lanes_;
  ReadOrder order_;
  BoundedQueue<Writing> writings_;
  BoundedQueue<ReconcileJob> jobs_;
  BoundedQueue<store::MergePlan> merges_;
  BoundedQueue<Suspicion> suspicions_;
  BoundedQueue<NewSegments> new_segments_;
  std::shared_ptr<const store::LiveView> live_;
  BoundedQueue<AuditJob> audits_;
  WorkerContext context_;
  std::atomic<std::uint64_t> segments_begun_{0};
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Reconciler> reconciler_;
  std::unique_ptr<Merger> merger_;
  std::unique_ptr<Checker> checker_;
  std::unique_ptr<Auditor> auditor_;
  std::unique_ptr<WordKeeper> word_keeper_;
  std::vector<std::thread> workers_;
  std::thread writer_thread_;
  std::thread reconciler_thread_;
  std::thread merger_thread_;
  std::thread checker_thread_;
  std::thread auditor_thread_;
  std::thread word_keeper_thread_;
};

}  // namespace quire::ingest
