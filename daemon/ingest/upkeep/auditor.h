#pragma once
// Compares drop folders with the index, file by file, and changes nothing: no file is opened, and
// nothing is sent to be read. Lives on a thread of its own, so that neither a reconcile nor a query
// waits for it; its body is `while (auditor.step())`.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/ingest/upkeep/audit.h"
#include "daemon/ingest/work/work.h"
#include "daemon/watch/ignore_rules.h"
#include "index/base/bounded_queue.h"
#include "index/base/clock.h"
#include "index/store/search/searcher.h"

namespace quire::ingest {

// A drop folder, or a file or folder in it.
struct AuditPart {
  Drop* drop = nullptr;
  std::string relative;  // "" for all of it
  const watch::IgnoreRules* ignore = nullptr;
};

using AuditDone = std::function<void(Result<AuditReport>)>;

struct AuditJob {
  std::vector<AuditPart> parts;
  SteadyTime deadline{};
  std::shared_ptr<const std::atomic<bool>> cancelled;  // by whoever asked; may be null
  AuditDone done;                                      // travels with the job, for whoever reports
};

struct Audited {
  AuditDone done;
  Result<AuditReport> result;
};

class Auditor {
 public:
  // `report` is called on the auditor's thread, once for each job. `live` is the library's view.
  Auditor(FileSystem& files, std::string index, std::shared_ptr<const store::LiveView> live,
          BoundedQueue<AuditJob>& jobs, std::function<void(Audited)> report);

  // One job. False when there will be no more.
  bool step();

  // Ends the job that runs, and every later one at its beginning. Any thread.
  void cancel() { cancelled_ = true; }

 private:
  using Paths = std::set<std::string, std::less<>>;

  // kCancelled, kDeadlineExceeded, or why the index cannot be read.
  [[nodiscard]] Result<AuditReport> audit(const AuditJob& job);
  [[nodiscard]] Result<void> compare(const AuditJob& job, const AuditPart& part,
                                     AuditReport& report);
  // The number of files there; nothing when the drop folder itself cannot be looked into.
  [[nodiscard]] std::optional<std::uint64_t> walk(const AuditJob& job, const AuditPart& part,
                                                  store::FileTable& known, AuditReport& report,
                                                  Paths& unreadable);
  [[nodiscard]] Result<void> find_orphans(const AuditPart& part, const store::FileTable& known,
                                          const Paths& unreadable, AuditReport& report);
  [[nodiscard]] Result<void> find_failed(const AuditPart& part, AuditReport& report);
  // Why nothing can be said of a part where no file was found: its drop folder is not where the
  // reconcile has found it.
  [[nodiscard]] std::optional<Error> absence(const AuditPart& part, std::size_t known);
  [[nodiscard]] Result<void> may_go_on(const AuditJob& job) const;

  FileSystem& files_;
  store::Searcher searcher_;
  BoundedQueue<AuditJob>& jobs_;
  const std::function<void(Audited)> report_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace quire::ingest
