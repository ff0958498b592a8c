#include "daemon/ingest/upkeep/auditor.h"

#include <algorithm>

#include "daemon/watch/crawler.h"
#include "daemon/watch/path_prefix.h"
#include "index/base/format.h"

namespace quire::ingest {

using std::chrono::steady_clock;

Auditor::Auditor(FileSystem& files, std::string index, std::shared_ptr<const store::LiveView> live,
                 BoundedQueue<AuditJob>& jobs, std::function<void(Audited)> report)
    : files_(files),
      searcher_(files, std::move(index), std::move(live)),
      jobs_(jobs),
      report_(std::move(report)) {}

bool Auditor::step() {
  auto job = jobs_.pop();
  if (!job) return false;
  auto result = audit(*job);
  report_({std::move(job->done), std::move(result)});
  return true;
}

Result<AuditReport> Auditor::audit(const AuditJob& job) {
  AuditReport report;
  const SteadyTime start = steady_clock::now();
  for (const AuditPart& part : job.parts) {
    if (auto compared = compare(job, part, report); !compared) return compared.error();
  }
  report.took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start);
  return report;
}

Result<void> Auditor::compare(const AuditJob& job, const AuditPart& part, AuditReport& report) {
  if (auto go_on = may_go_on(job); !go_on) return go_on;
  // The index first, as a reconcile does: what is published meanwhile is found to be stale or
  // missing, which it was.
  auto known = searcher_.files_below(part.drop->name, part.relative);
  if (!known) return known.error();
  Paths unreadable;
  const auto files = walk(job, part, *known, report, unreadable);
  if (auto go_on = may_go_on(job); !go_on) return go_on;
  if (!files) return {};
  report.files += *files;
  if (*files == 0 && known->size() > 0) {
    if (const auto absent = absence(part, known->size())) {
      report.unreadable.add(part.drop->root, describe(*absent));
      return {};
    }
  }
  if (auto found = find_orphans(part, *known, unreadable, report); !found) return found;
  return find_failed(part, report);
}

std::optional<std::uint64_t> Auditor::walk(const AuditJob& job, const AuditPart& part,
                                           store::FileTable& known, AuditReport& report,
                                           Paths& unreadable) {
  std::uint64_t files = 0;
  watch::CrawlVisitor visitor;
  visitor.on_file = [&](const std::string& relative, const FileStatus& status) {
    ++files;
    const article::FileKey key{part.drop->name, relative};
    const auto match = known.match(key, store::file_state(status));
    if (match == store::FileTable::Match::kSame) return;
    AuditList& list = match == store::FileTable::Match::kUnknown ? report.missing
                      : known.has_several(key)                   ? report.duplicates
                                                                 : report.stale;
    list.add(join_path(part.drop->root, relative));
  };
  visitor.on_error = [&](const std::string& relative, const Error& error) {
    report.unreadable.add(join_path(part.drop->root, relative), describe(error));
    unreadable.insert(relative);
  };
  visitor.cancelled = [&] { return !may_go_on(job); };
  const auto walked = watch::crawl(files_, part.drop->root, part.relative, *part.ignore, visitor);
  if (walked) return files;
  report.unreadable.add(part.drop->root, describe(walked.error()));
  return std::nullopt;
}

std::optional<Error> Auditor::absence(const AuditPart& part, std::size_t known) {
  // With "/." it may be a symbolic link.
  const auto root = files_.status(join_path(part.drop->root, "."));
  if (!root) return root.error();
  if (root->device == part.drop->device) return std::nullopt;
  return Error{ErrorCode::kNotFound,
               format("drop folder {} is not what it was, and the index keeps {} files that should "
                      "be there",
                      part.drop->root, known),
               "mount it; see `quire status`"};
}

Result<void> Auditor::find_orphans(const AuditPart& part, const store::FileTable& known,
                                   const Paths& unreadable, AuditReport& report) {
  auto gone = known.unseen();
  // Of one with several versions each is there.
  gone.erase(std::unique(gone.begin(), gone.end(),
                         [](const auto& a, const auto& b) { return a.file == b.file; }),
             gone.end());
  if (gone.empty()) return {};
  const auto paths = searcher_.paths_of(gone);
  if (!paths) return paths.error();
  for (const article::FileKey& file : *paths) {
    if (watch::holds_prefix_of(unreadable, file.relative)) continue;
    report.orphans.add(join_path(part.drop->root, file.relative));
  }
  return {};
}

Result<void> Auditor::find_failed(const AuditPart& part, AuditReport& report) {
  const auto failed = searcher_.failed_below(part.drop->name, part.relative, AuditList::kMostNamed);
  if (!failed) return failed.error();
  for (const store::FailedFile& file : failed->files) {
    report.failed.add(join_path(part.drop->root, file.file.relative), file.reason);
  }
  report.failed.add_unnamed(failed->total - failed->files.size());
  return {};
}

Result<void> Auditor::may_go_on(const AuditJob& job) const {
  if (cancelled_ || (job.cancelled && *job.cancelled)) {
    return Error{ErrorCode::kCancelled, "the audit was cancelled", {}};
  }
  if (steady_clock::now() >= job.deadline) {
    return Error{ErrorCode::kDeadlineExceeded, "the audit took longer than its timeout",
                 "name a folder in the drop folder, or set a longer timeout_ms"};
  }
  return {};
}

}  // namespace quire::ingest
