#include "daemon/ingest/reconcile/reconciler.h"

#include <set>
#include <unordered_map>

#include "daemon/ingest/reconcile/moved_files.h"
#include "daemon/watch/crawler.h"
#include "daemon/watch/path_prefix.h"
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

struct Reconciler::Differences {
  PathList files;   // to be looked at
  PathList hidden;  // to be taken out
  MovedFiles moved;
  // What could not be looked into: nothing is known of it and of what is below it.
  std::set<std::string, std::less<>> unreadable;
};

Reconciler::Reconciler(FileSystem& files, std::string index,
                       std::shared_ptr<const store::LiveView> live,
                       BoundedQueue<ReconcileJob>& jobs, Lanes& lanes,
                       std::function<void(Comparison)> report)
    : files_(files),
      searcher_(files, std::move(index), std::move(live)),
      jobs_(jobs),
      lanes_(lanes),
      report_(std::move(report)) {}

bool Reconciler::step() {
  const auto job = jobs_.pop();
  if (!job) return false;
  Differences differences;
  const auto start = std::chrono::steady_clock::now();
  Comparison comparison = compare(*job, differences);
  comparison.took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  report_(comparison);
  send(*job, comparison, differences);
  return true;
}

Comparison Reconciler::compare(const ReconcileJob& job, Differences& differences) {
  Comparison comparison;
  comparison.job = job.id;
  // The index first: what is published while the folder is walked is found to be there already, or
  // is looked at once too often.
  auto known = searcher_.files_below(job.drop->name, job.subtree);
  if (!known) {
    comparison.error = known.error();
    return comparison;
  }
  if (auto walked = walk(job, *known, comparison, differences); !walked) {
    comparison.error = walked.error();
    return comparison;
  }
  if (auto mounted = check_mounted(job, comparison, known->size()); !mounted) {
    comparison.error = mounted.error();
    return comparison;
  }
  if (auto found = find_removed(job, *known, comparison, differences); !found) {
    comparison.error = found.error();
  }
  if (!job.subtree.empty()) {
    const auto there = files_.status(join_path(job.drop->root, job.subtree));
    comparison.gone = !there && there.error().code == ErrorCode::kNotFound;
  }
  return comparison;
}

Result<void> Reconciler::walk(const ReconcileJob& job, store::FileTable& known,
                              Comparison& comparison, Differences& differences) {
  watch::CrawlVisitor visitor;
  visitor.on_file = [&](const std::string& relative, const FileStatus& status) {
    ++comparison.files;
    const article::FileKey key{job.drop->name, relative};
    const store::FileState state = store::file_state(status);
    switch (known.match(key, state)) {
      case store::FileTable::Match::kSame:
        if (!job.all) return;
        break;
      case store::FileTable::Match::kUnknown:
        ++comparison.added;
        if (!job.all) differences.moved.add_new(relative, store::fingerprint(state));
        break;
      case store::FileTable::Match::kChanged:
        ++comparison.changed;
        break;
    }
    ++comparison.sent;
    differences.files.add(relative);
  };
  visitor.on_error = [&](const std::string& relative, const Error& error) {
    comparison.unread.push_back({relative, error});
    differences.unreadable.insert(relative);
  };
  visitor.cancelled = [this] { return cancelled_.load(); };
  auto walked = watch::crawl(files_, job.drop->root, job.subtree, *job.ignore, visitor);
  if (walked && cancelled_) return Error{ErrorCode::kCancelled, "the reconcile was cancelled", {}};
  return walked;
}

Result<void> Reconciler::check_mounted(const ReconcileJob& job, const Comparison& comparison,
                                       std::size_t known) {
  if (!job.subtree.empty()) return {};
  // With "/." it may be a symbolic link.
  const auto root = files_.status(join_path(job.drop->root, "."));
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

Result<void> Reconciler::find_removed(const ReconcileJob& job, const store::FileTable& known,
                                      Comparison& comparison, Differences& differences) {
  const auto unseen = known.unseen();
  const auto paths = searcher_.paths_of(unseen);
  if (!paths) return paths.error();
  if (auto found = find_moved(job, *paths, unseen, comparison, differences); !found) return found;
  for (const article::FileKey& file : *paths) {
    if (watch::holds_prefix_of(differences.unreadable, file.relative)) continue;
    ++comparison.removed;
    // What the new library does not have will be gone with the old one.
    if (job.rebuild) continue;
    ++comparison.sent;
    const bool hidden = is_hidden(job, file.relative);
    (hidden ? differences.hidden : differences.files).add(file.relative);
  }
  return {};
}

Result<void> Reconciler::find_moved(const ReconcileJob& job,
                                    const std::vector<article::FileKey>& gone,
                                    const std::vector<store::KnownFile>& unseen,
                                    Comparison& comparison, Differences& differences) {
  MovedFiles& moved = differences.moved;
  if (moved.empty()) return {};
  std::unordered_map<std::uint64_t, std::uint64_t> states;  // by file
  for (const store::KnownFile& file : unseen) {
    if (moved.may_be_new(file.state)) states.emplace(file.file, file.state);
  }
  for (const article::FileKey& file : gone) {
    const auto state = states.find(store::fingerprint(file));
    if (state != states.end()) moved.add_gone(file.relative, state->second);
  }
  const std::size_t gone_here = moved.moved();
  if (!job.subtree.empty() && moved.size() >= kMovedTogether) {
    if (auto found = find_moved_elsewhere(job, differences); !found) return found;
  }
  comparison.moved = moved.moved();
  comparison.added -= moved.moved();
  // Those from elsewhere are found to have gone by another reconcile.
  comparison.removed -= gone_here;
  return {};
}

Result<void> Reconciler::find_moved_elsewhere(const ReconcileJob& job, Differences& differences) {
  const auto all = searcher_.files_below(job.drop->name, "");
  if (!all) return all.error();
  std::vector<store::KnownFile> candidates;
  for (const store::KnownFile& file : all->files()) {
    if (differences.moved.may_be_new(file.state)) candidates.push_back(file);
  }
  for (const store::KnownFile& file : candidates) {
    const auto path = searcher_.paths_of({file});
    if (!path) return path.error();
    for (const article::FileKey& key : *path) {
      const auto status = files_.status(join_path(job.drop->root, key.relative));
      const bool gone = !status && status.error().code == ErrorCode::kNotFound;
      if (gone) differences.moved.add_gone(key.relative, file.state);
    }
  }
  return {};
}

bool Reconciler::is_hidden(const ReconcileJob& job, std::string_view relative) {
  const std::size_t hiding = watch::find_prefix(relative, [&](std::string_view prefix) {
    if (prefix.empty()) return false;
    if (job.ignore->ignores(prefix)) return true;
    if (prefix.size() == relative.size()) return false;
    const auto folder = files_.status(join_path(job.drop->root, prefix));
    return folder && folder->kind == FileKind::kSymlink;
  });
  return hiding != std::string_view::npos;
}

void Reconciler::send(const ReconcileJob& job, const Comparison& comparison,
                      const Differences& differences) {
  const bool few = comparison.sent <= kFewFiles && !job.rebuild;
  const auto send_all = [&](const PathList& paths, bool hidden) {
    paths.for_each([&](std::string_view path) {
      FileWork work;
      work.drop = job.drop;
      work.relative = path;
      work.lane = few ? Lane::kFresh : Lane::kBulk;
      // Whoever writes a file when the walk comes by may not be done with it.
      work.settled = false;
      work.ticket = job.ticket;
      work.job = job.id;
      work.hidden = hidden;
      work.moved_from = differences.moved.origin(path);
      work.read = job.all ? store::Read::kForced : store::Read::kChanged;
      work.rebuild = job.rebuild;
      return !cancelled_ && lanes_.push_when_room(std::move(work));
    });
  };
  send_all(differences.files, false);
  send_all(differences.hidden, true);
}

}  // namespace quire::ingest
