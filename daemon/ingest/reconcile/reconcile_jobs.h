#pragma once
// Keeps the books of the reconciles that run: when is one done, and what did it do. A pure class.
// Loop thread only.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "daemon/ingest/reconcile/reconciler.h"

namespace quire::ingest {

// A reconcile that has ended.
struct ReconcileReport {
  std::uint64_t job = 0;
  bool rebuild = false;
  Drop* drop = nullptr;
  std::string subtree;
  std::uint64_t ticket = 0;
  std::chrono::milliseconds took{0};
  std::uint64_t files = 0;  // in the folder
  std::uint64_t added = 0;  // of those, or of the index's; see Comparison
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;     // could not be read
  bool gone = false;            // there is nothing where the subtree was
  bool beside_earlier = false;  // see ReconcileJob
  std::vector<Unread> unread;
  std::optional<Error> error;
};

class ReconcileJobs {
 public:
  // An id for a job that may come to be.
  [[nodiscard]] std::uint64_t next_id() { return ++last_; }
  // The job is in the reconciler's queue.
  void add(const ReconcileJob& job, SteadyTime now);
  void compared(Comparison comparison);
  // One of the job's files is done.
  void file_done(std::uint64_t job, bool failed);
  // The report, if the job has been compared and all its files are done; then it is forgotten.
  [[nodiscard]] std::optional<ReconcileReport> take_finished(std::uint64_t job, SteadyTime now);

  [[nodiscard]] bool empty() const { return jobs_.empty(); }
  // Files that are known to differ and are not done.
  [[nodiscard]] std::uint64_t open_files() const;

 private:
  struct Job {
    ReconcileReport report;
    SteadyTime started{};
    bool compared = false;
    std::uint64_t expected = 0;
    std::uint64_t done = 0;
  };

  std::uint64_t last_ = 0;
  std::map<std::uint64_t, Job> jobs_;
};

}  // namespace quire::ingest
