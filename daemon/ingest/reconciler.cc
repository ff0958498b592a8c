#include "daemon/ingest/reconciler.h"

#include "daemon/watch/crawler.h"
#include "index/base/format.h"

namespace quire::ingest {

class Reconciler::PathList {
 public:
  void add(std::string_view path) {
    bytes_ += path;
    bytes_.push_back('\0');
  }
  // Calls `use(path)` for each until it returns false.
  template <class Use>
  void for_each(Use use) const {
    std::string_view rest = bytes_;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\0');
      if (!use(rest.substr(0, end))) return;
      rest.remove_prefix(end + 1);
    }
  }

 private:
  std::string bytes_;
};

Reconciler::Reconciler(FileSystem& files, std::string index, BoundedQueue<ReconcileJob>& jobs,
                       Lanes& lanes, std::function<void(Comparison)> report)
    : files_(files),
      searcher_(files, std::move(index)),
      jobs_(jobs),
      lanes_(lanes),
      report_(std::move(report)) {}

bool Reconciler::step() {
  const auto job = jobs_.pop();
  if (!job) return false;
  PathList differing;
  const auto start = std::chrono::steady_clock::now();
  Comparison comparison = compare(*job, differing);
  comparison.took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  report_(std::move(comparison));
  send(*job, differing);
  return true;
}

Comparison Reconciler::compare(const ReconcileJob& job, PathList& differing) {
  Comparison comparison;
  comparison.job = job.id;
  // The index first: what is published while the folder is walked is found to be there already, or
  // is looked at once too often.
  auto known = searcher_.files_below(job.drop->name, job.subtree);
  if (!known) {
    comparison.error = known.error();
    return comparison;
  }
  if (auto walked = walk(job, *known, comparison, differing); !walked) {
    comparison.error = walked.error();
    return comparison;
  }
  if (auto mounted = check_mounted(job, comparison, known->size()); !mounted) {
    comparison.error = mounted.error();
    return comparison;
  }
  if (auto found = find_removed(*known, comparison, differing); !found) {
    comparison.error = found.error();
  }
  return comparison;
}

Result<void> Reconciler::walk(const ReconcileJob& job, store::FileTable& known,
                              Comparison& comparison, PathList& differing) {
  watch::CrawlVisitor visitor;
  visitor.on_file = [&](const std::string& relative, const FileStatus& status) {
    ++comparison.files;
    const article::FileKey key{job.drop->name, relative};
    switch (known.match(key, store::file_state(status))) {
      case store::FileTable::Match::kSame:
        return;
      case store::FileTable::Match::kUnknown:
        ++comparison.added;
        break;
      case store::FileTable::Match::kChanged:
        ++comparison.changed;
        break;
    }
    differing.add(relative);
  };
  visitor.on_error = [&](const std::string& relative, const Error& error) {
    comparison.unreadable.push_back(describe(error));
    (void)relative;
  };
  visitor.cancelled = [this] { return cancelled_.load(); };
  auto walked = watch::crawl(files_, job.drop->root, job.subtree, *job.ignore, visitor);
  if (walked && cancelled_) return Error{ErrorCode::kCancelled, "the reconcile was cancelled", {}};
  return walked;
}

Result<void> Reconciler::check_mounted(const ReconcileJob& job, const Comparison& comparison,
                                       std::size_t known) {
  if (!job.subtree.empty()) return {};
  const auto root = files_.status(job.drop->root);
  if (!root) return root.error();
  std::uint64_t& device = devices_[job.drop];
  if (comparison.files == 0 && known > 0 && device != root->device) {
    return Error{
        ErrorCode::kNotFound,
        format("drop folder {} is empty, but the index has {} files of it: they are kept",
               job.drop->root, known),
        "mount it; or, if it is meant to be empty, put any file there and they are removed"};
  }
  device = root->device;
  job.drop->device = root->device;
  return {};
}

Result<void> Reconciler::find_removed(const store::FileTable& known, Comparison& comparison,
                                      PathList& differing) {
  const auto unseen = known.unseen();
  if (unseen.empty()) return {};
  const auto paths = searcher_.paths_of(unseen);
  if (!paths) return paths.error();
  for (const article::FileKey& file : *paths) {
    ++comparison.removed;
    differing.add(file.relative);
  }
  return {};
}

void Reconciler::send(const ReconcileJob& job, const PathList& differing) {
  differing.for_each([&](std::string_view path) {
    FileWork work;
    work.drop = job.drop;
    work.relative = path;
    work.lane = Lane::kBulk;
    // Whoever writes a file when the walk comes by may not be done with it.
    work.settled = false;
    work.ticket = job.ticket;
    work.job = job.id;
    return !cancelled_ && lanes_.push_bulk(std::move(work));
  });
}

}  // namespace quire::ingest
