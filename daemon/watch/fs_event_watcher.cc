#include "daemon/watch/fs_event_watcher.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "daemon/loop/background.h"
#include "daemon/loop/events.h"
#include "daemon/watch/cookie_gate.h"
#include "daemon/watch/path_prefix.h"
#include "daemon/watch/polled_subtrees.h"
#include "daemon/watch/root_monitor.h"

namespace quire::watch {
namespace {

using Paths = std::vector<std::string>;

// What a path turned out to be.
struct Sighting {
  std::string path;
  Result<FileStatus> status;
};

// The folders directly below `folder`.
struct Listing {
  std::string folder;
  Result<std::vector<DirectoryEntry>> entries;
};

// Paths that events have named are looked at in numbered batches. A batch looks at each path; a
// folder gets its handle, is listed, and so are those below it until there are none. Then the
// batch is reported and the next begins.
class FsEventWatcher final : public Watcher {
 public:
  FsEventWatcher(const WatchContext& context, WatchOptions options, WatchListener& listener)
      : context_(context),
        options_(std::make_shared<const WatchOptions>(std::move(options))),
        listener_(listener),
        root_(context, *options_, listener,
              {[this] { begin_watching(); }, [this] { forget_all(); }}),
        polled_(context, options_, listener, [this](const Poll& poll) { on_polled(poll); }),
        cookies_(polled_, listener) {}

  void start() override { root_.start(); }
  void hurry() override {
    if (!folders_.contains("")) (void)polled_.hurry();
  }
  WatchStatus status() const override {
    return {"fs_event", root_.confirmed(), folders_.size(), polled_.size(), 0};
  }

 private:
  void begin_watching();
  void forget_all();
  void on_event(const std::string& folder, const Result<std::string>& name);
  void on_cookie_event(const std::string& name);
  void on_polled(const Poll& poll);

  void begin_batch();
  void look_at(Paths paths);
  void on_seen(const std::vector<Sighting>& sightings);
  void on_folder_seen(const std::string& path);
  void on_no_folder_seen(const Sighting& sighting);
  void forget_below(const std::string& path);
  bool watch(const std::string& path);
  void list_more();
  void on_listed(const Listing& listing);
  void finish_batch();
  [[nodiscard]] std::string absolute(const std::string& path) const {
    return join_path(options_->root, path.empty() ? "." : std::string_view(path));
  }

  const WatchContext context_;
  const std::shared_ptr<const WatchOptions> options_;
  WatchListener& listener_;

  std::map<std::string, std::unique_ptr<loop::FolderEvents>, std::less<>> folders_;
  std::set<std::string, std::less<>> queued_;  // named by events, for the next batch
  bool running_ = false;
  std::uint64_t batch_ = 0;  // the number of the one that runs, or ran last
  Paths to_list_;            // folders whose handle stands and whose content is not known yet
  Paths targets_;            // folders to be reported when the batch is done
  std::vector<UnwatchedFolder> unwatched_;

  RootMonitor root_;
  PolledSubtrees polled_;
  CookieGate cookies_;
  std::unique_ptr<loop::Background> background_;  // replaced to forget what is under way
};

void FsEventWatcher::begin_watching() {
  background_ = std::make_unique<loop::Background>(context_.loop);
  queued_.emplace("");
  begin_batch();
}

void FsEventWatcher::forget_all() {
  background_.reset();
  folders_.clear();
  polled_.remove_below("");
  cookies_.clear();
  queued_.clear();
  to_list_.clear();
  targets_.clear();
  unwatched_.clear();
  running_ = false;
}

void FsEventWatcher::on_event(const std::string& folder, const Result<std::string>& name) {
  if (!root_.present()) return;
  // Without a name anything in the folder may have changed. An event of the drop folder's own
  // carries the drop folder's name.
  if (!name || name->empty()) {
    queued_.insert(folder);
    return begin_batch();
  }
  if (folder.empty() && name->starts_with(kCookiePrefix)) return on_cookie_event(*name);
  if (folder.empty() && options_->root.ends_with('/' + *name)) {
    root_.look();
    queued_.emplace("");
  }
  const std::string path = folder.empty() ? *name : join_path(folder, *name);
  if (!options_->ignore.ignores(path)) queued_.insert(path);
  if (!queued_.empty()) begin_batch();
}

void FsEventWatcher::on_cookie_event(const std::string& name) {
  // It may stand there or be gone: the gate must not forget it before it has been reported.
  auto there = std::make_shared<bool>(false);
  const std::uint64_t batch = queued_.empty() ? batch_ : batch_ + 1;
  background_->run(
      [&files = context_.files, path = absolute(name), there] { *there = files.status(path).ok(); },
      [this, name, there, batch] {
        if (*there) {
          cookies_.seen(name, batch);
        } else {
          cookies_.gone(name);
        }
      });
}

void FsEventWatcher::on_polled(const Poll& poll) {
  if (!folders_.contains("") && polled_.is_root("")) cookies_.listed(poll.cookies, batch_);
  cookies_.release();
}

void FsEventWatcher::begin_batch() {
  if (running_) return;
  running_ = true;
  ++batch_;
  look_at(Paths(queued_.begin(), queued_.end()));
  queued_.clear();
}

void FsEventWatcher::look_at(Paths paths) {
  auto sightings = std::make_shared<std::vector<Sighting>>();
  background_->run(
      [&files = context_.files, options = options_, paths = std::move(paths), sightings] {
        sightings->reserve(paths.size());
        for (const std::string& path : paths) {
          const std::string_view below = path.empty() ? std::string_view(".") : path;
          sightings->push_back({path, files.status(join_path(options->root, below))});
        }
      },
      [this, sightings] { on_seen(*sightings); });
}

void FsEventWatcher::on_seen(const std::vector<Sighting>& sightings) {
  for (const Sighting& sighting : sightings) {
    if (sighting.status && sighting.status->kind == FileKind::kDirectory) {
      on_folder_seen(sighting.path);
    } else {
      on_no_folder_seen(sighting);
    }
  }
  list_more();
}

// A folder that is known may be another by now, even one with the same inode: it gets a new handle.
void FsEventWatcher::on_folder_seen(const std::string& path) {
  forget_below(path);
  if (watch(path)) to_list_.push_back(path);
  targets_.push_back(path);
}

void FsEventWatcher::on_no_folder_seen(const Sighting& sighting) {
  const std::string& path = sighting.path;
  if (path.empty()) return root_.look();
  if (folders_.contains(path) || polled_.is_root(path)) {
    forget_below(path);
    listener_.on_subtree(path, SubtreeReason::kFolderGone);
    if (!sighting.status) return;
  }
  listener_.on_file(path, Settled::kNo);
}

void FsEventWatcher::forget_below(const std::string& path) {
  for_each_at_or_below(folders_, path, [&](auto place) { folders_.erase(place); });
  polled_.remove_below(path);
}

// Whether `path` is watched now.
bool FsEventWatcher::watch(const std::string& path) {
  auto events = loop::FolderEvents::create(
      context_.loop, absolute(path),
      [this, path](const Result<std::string>& name) { on_event(path, name); });
  if (events) {
    folders_[path] = *std::move(events);
    return true;
  }
  folders_.erase(path);
  if (events.error().code == ErrorCode::kNotFound ||
      events.error().code == ErrorCode::kPermission) {
    return false;
  }
  Error error = std::move(events).error();
  error.hint =
      "raise the system's limit of watched folders, e.g. sysctl "
      "fs.inotify.max_user_watches=1048576";
  unwatched_.push_back({path, std::move(error)});
  return false;
}

void FsEventWatcher::list_more() {
  if (to_list_.empty()) return finish_batch();
  auto listings = std::make_shared<std::vector<Listing>>();
  background_->run(
      [&files = context_.files, options = options_, folders = std::exchange(to_list_, {}),
       listings] {
        for (const std::string& folder : folders) {
          listings->push_back({folder, files.list(join_path(options->root, folder))});
        }
      },
      [this, listings] {
        for (const Listing& listing : *listings) on_listed(listing);
        if (running_) list_more();
      });
}

void FsEventWatcher::on_listed(const Listing& listing) {
  if (!running_) return;
  if (!listing.entries) {
    const Error& error = listing.entries.error();
    if (listing.folder.empty()) {
      root_.lose(error);
    } else if (error.code != ErrorCode::kNotFound && error.code != ErrorCode::kPermission) {
      unwatched_.push_back({listing.folder, error});
    }
    return;
  }
  for (const DirectoryEntry& entry : *listing.entries) {
    if (listing.folder.empty() && entry.name.starts_with(kCookiePrefix)) {
      cookies_.seen(entry.name, batch_);
    }
    if (entry.kind != FileKind::kDirectory) continue;
    const std::string path =
        listing.folder.empty() ? entry.name : join_path(listing.folder, entry.name);
    if (!options_->ignore.ignores(path) && watch(path)) to_list_.push_back(path);
  }
}

void FsEventWatcher::finish_batch() {
  for (const std::string& target : std::exchange(targets_, {})) {
    if (!target.empty()) {
      listener_.on_subtree(target, SubtreeReason::kNewFolder);
      continue;
    }
    const bool confirmed = root_.confirmed();
    const SubtreeReason reason = root_.confirm();
    listener_.on_subtree(target, confirmed ? SubtreeReason::kOverflow : reason);
  }
  for (const UnwatchedFolder& folder : std::exchange(unwatched_, {})) polled_.add(folder);
  running_ = false;
  cookies_.batch_done(batch_);
  if (!queued_.empty()) begin_batch();
}

}  // namespace

std::unique_ptr<Watcher> create_fs_event_watcher(const WatchContext& context, WatchOptions options,
                                                 WatchListener& listener) {
  return std::make_unique<FsEventWatcher>(context, std::move(options), listener);
}

}  // namespace quire::watch
