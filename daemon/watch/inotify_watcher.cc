#include "daemon/watch/inotify_watcher.h"

#include <sys/inotify.h>

#include <set>
#include <utility>

#include "daemon/loop/events.h"
#include "daemon/watch/being_written.h"
#include "daemon/watch/cookie_gate.h"
#include "daemon/watch/inotify_queue.h"
#include "daemon/watch/path_prefix.h"
#include "daemon/watch/polled_subtrees.h"
#include "daemon/watch/polling_watcher.h"
#include "daemon/watch/root_monitor.h"
#include "daemon/watch/walk_queue.h"
#include "daemon/watch/watch_tree.h"
#include "index/base/format.h"

namespace quire::watch {
namespace {

// Events of folders that are only just being walked, more of which count as an overflow.
constexpr std::size_t kMaxKeptEvents = 65'536;
// Watches may become free: how many poll intervals lie between two tries to watch what is polled.
constexpr int kRetryIntervals = 30;
constexpr std::uint32_t kRootIsGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

class InotifyWatcher final : public Watcher {
 public:
  InotifyWatcher(const WatchContext& context, WatchOptions options, WatchListener& listener,
                 std::shared_ptr<InotifyCalls> calls, std::shared_ptr<const UniqueFd> inotify)
      : options_(std::make_shared<const WatchOptions>(std::move(options))),
        listener_(listener),
        calls_(std::move(calls)),
        inotify_(std::move(inotify)),
        queue_(inotify_),
        root_(context, *options_, listener,
              {[this] { begin_watching(); }, [this] { forget_all(); }}),
        walks_(context.loop, {context.files, options_, calls_, inotify_, nullptr},
               [this](WalkBatch& batch) { on_walked(batch); }),
        polled_(context, options_, listener, [this](const Poll& poll) { on_polled(poll); }),
        cookies_(polled_, listener),
        retry_(context.loop) {}

  Result<void> listen(loop::Loop& loop) {
    auto readable = loop::ReadableWatch::create(loop, inotify_->get(), [this] { on_readable(); });
    if (!readable) return readable.error();
    readable_ = *std::move(readable);
    return {};
  }

  void start() override { root_.start(); }
  void hurry() override {
    if (!tree_.contains("")) (void)polled_.hurry();
  }
  WatchStatus status() const override {
    return {"inotify", root_.confirmed(), tree_.size(), polled_.size(), overflows_};
  }

 private:
  struct KeptEvent {
    int watch = -1;
    std::uint32_t mask = 0;
    std::string name;
  };

  void on_readable();
  void on_event(const InotifyEvent& event);
  void on_own_event(const InotifyEvent& event, const std::string& folder);
  void on_cookie_event(const InotifyEvent& event);
  void on_file_event(const std::string& path, std::uint32_t mask);
  void on_folder_event(const std::string& path, std::uint32_t mask);
  void keep(const InotifyEvent& event);
  void overflow();

  void begin_watching();
  void forget_all();
  void on_walked(WalkBatch& batch);
  void on_polled(const Poll& poll);
  void merge(WalkBatch& batch);
  void drop_unseen(const WalkResult& result);
  void report(const WalkBatch& batch);
  void replay_kept();
  void discard(const WalkResult& result);
  void plan_retry(const WalkResult& result);
  void retry_walks();

  // The folder at `path` and all below it is not there any more.
  void forget_below(const std::string& path);
  // Whether there was anything unreadable at `path` or below.
  bool forget_unreadable(std::string_view path);
  void remove_watch(int watch) { calls_->remove_watch(inotify_->get(), watch); }

  const std::shared_ptr<const WatchOptions> options_;
  WatchListener& listener_;
  const std::shared_ptr<InotifyCalls> calls_;
  const std::shared_ptr<const UniqueFd> inotify_;

  WatchTree tree_;
  InotifyQueue queue_;
  std::vector<KeptEvent> kept_;  // of watches that a walk under way has set; in their order
  BeingWritten being_written_;
  std::set<std::string, std::less<>> unreadable_;  // folders that the walks could not enter
  std::set<std::string, std::less<>> failed_;      // to be walked again after a while
  std::uint64_t overflows_ = 0;
  std::string path_;  // of the event in hand; kept for its memory

  RootMonitor root_;
  WalkQueue walks_;
  PolledSubtrees polled_;
  CookieGate cookies_;
  loop::Timer retry_;
  std::unique_ptr<loop::ReadableWatch> readable_;
};

void InotifyWatcher::on_readable() {
  queue_.drain([this](const InotifyEvent& event) { on_event(event); });
  walks_.begin();
}

void InotifyWatcher::on_event(const InotifyEvent& event) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) return overflow();
  const std::string* folder = tree_.path_of(event.watch);
  if (folder == nullptr) {
    // Without a walk it is what was still in the queue for a watch that has been removed.
    if (walks_.walking()) keep(event);
    return;
  }
  if (event.name.empty()) return on_own_event(event, *folder);
  if (folder->empty() && event.name.starts_with(kCookiePrefix)) return on_cookie_event(event);
  path_ = *folder;
  if (!path_.empty()) path_ += '/';
  path_ += event.name;
  if (options_->ignore.ignores(path_)) return;
  if ((event.mask & IN_ISDIR) != 0) {
    on_folder_event(path_, event.mask);
  } else {
    on_file_event(path_, event.mask);
  }
}

void InotifyWatcher::on_own_event(const InotifyEvent& event, const std::string& folder) {
  if (folder.empty()) {
    if ((event.mask & kRootIsGone) == 0) return;
    root_.lose(Error{ErrorCode::kNotFound,
                     format("the drop folder {} has been moved or removed", options_->root),
                     {}});
    return root_.look();
  }
  // Of the others the parent tells; but what a file system was mounted on comes to light again.
  if ((event.mask & IN_UNMOUNT) != 0) {
    const std::string path = folder;
    forget_below(path);
    walks_.add(path);
  } else if ((event.mask & IN_IGNORED) != 0) {
    walks_.mark_stale(folder);
    tree_.remove(event.watch);
  }
}

void InotifyWatcher::on_cookie_event(const InotifyEvent& event) {
  // Among the events that wait for the walk there may be some that came before it.
  if (walks_.walking()) return keep(event);
  const std::string name(event.name);
  if ((event.mask & (IN_DELETE | IN_MOVED_FROM)) != 0) return cookies_.gone(name);
  if ((event.mask & (IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO)) == 0) return;
  cookies_.seen(name, walks_.last_batch());
}

void InotifyWatcher::on_file_event(const std::string& path, std::uint32_t mask) {
  if ((mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM)) != 0) {
    being_written_.end(path);
    return listener_.on_file(path, Settled::kYes);
  }
  if ((mask & (IN_CREATE | IN_MODIFY)) != 0) {
    being_written_.begin(path);
    return listener_.on_file(path, Settled::kNo);
  }
  // New attributes: it may have become readable. Writers set them before they close, too.
  listener_.on_file(path, being_written_.contains(path) ? Settled::kNo : Settled::kYes);
}

void InotifyWatcher::on_folder_event(const std::string& path, std::uint32_t mask) {
  if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
    forget_below(path);
    listener_.on_subtree(path, SubtreeReason::kFolderGone);
  } else if ((mask & IN_MOVED_TO) != 0) {
    forget_below(path);  // an empty folder may have been replaced
    walks_.add(path);
  } else if ((mask & IN_CREATE) != 0) {
    // A walk through its parent may have been faster.
    if (!tree_.contains(path)) walks_.add(path);
  } else if (forget_unreadable(path)) {
    walks_.add(path);
  }
}

void InotifyWatcher::forget_below(const std::string& path) {
  walks_.mark_stale(path);
  for (const int watch : tree_.remove_subtree(path)) remove_watch(watch);
  polled_.remove_below(path);
  forget_unreadable(path);
}

bool InotifyWatcher::forget_unreadable(std::string_view path) {
  const std::size_t before = unreadable_.size();
  for_each_at_or_below(unreadable_, path, [&](auto place) { unreadable_.erase(place); });
  return unreadable_.size() < before;
}

void InotifyWatcher::keep(const InotifyEvent& event) {
  if (kept_.size() >= kMaxKeptEvents) return overflow();
  kept_.push_back({event.watch, event.mask, std::string(event.name)});
}

// Anything may have happened; the walk sets what is missing and lists the cookies.
void InotifyWatcher::overflow() {
  ++overflows_;
  kept_.clear();
  being_written_.clear();
  if (root_.present()) walks_.add("");
}

void InotifyWatcher::begin_watching() {
  walks_.add("");
  walks_.begin();
}

void InotifyWatcher::forget_all() {
  for (const int watch : tree_.remove_subtree("")) remove_watch(watch);
  walks_.clear();
  polled_.remove_below("");
  cookies_.clear();
  kept_.clear();
  being_written_.clear();
  unreadable_.clear();
  failed_.clear();
  retry_.stop();
}

void InotifyWatcher::on_walked(WalkBatch& batch) {
  if (batch.void_result) {
    discard(batch.result);
  } else if (batch.result.root_error) {
    discard(batch.result);
    root_.lose(*batch.result.root_error);
  } else {
    merge(batch);
    report(batch);
    replay_kept();
  }
  cookies_.batch_done(batch.number);
}

void InotifyWatcher::discard(const WalkResult& result) {
  kept_.clear();
  for (const auto& [watch, path] : result.watches) {
    if (!tree_.contains(watch)) remove_watch(watch);
  }
}

void InotifyWatcher::merge(WalkBatch& batch) {
  const WalkResult& result = batch.result;
  for (const auto& [watch, path] : result.watches) {
    // A folder that came to that name since is walked once more, so this watch is not needed.
    if (holds_prefix_of(batch.stale, path)) {
      if (!tree_.contains(watch)) remove_watch(watch);
    } else if (const auto displaced = tree_.add(watch, path)) {
      remove_watch(*displaced);
    }
  }
  for (const WalkTarget& target : result.targets) forget_unreadable(target.path);
  unreadable_.insert(result.unreadable.begin(), result.unreadable.end());
  failed_.insert(result.failed.begin(), result.failed.end());
  for (const WalkTarget& target : result.targets) {
    polled_.keep_only(target.path, result.unwatched);
    if (target.path.empty()) drop_unseen(result);
  }
  plan_retry(result);
}

void InotifyWatcher::on_polled(const Poll& poll) {
  // Without a watch on the drop folder itself no event tells of cookies.
  if (!tree_.contains("") && polled_.is_root("")) {
    cookies_.listed(poll.cookies, walks_.last_batch());
  }
  cookies_.release();
}

// After a walk through everything: the tree keeps nothing that the walk has not met.
void InotifyWatcher::drop_unseen(const WalkResult& result) {
  std::set<int> seen;
  for (const auto& [watch, path] : result.watches) seen.insert(watch);
  for (const int watch : tree_.watches()) {
    // What stands below a folder that could not be read this time is kept.
    if (seen.contains(watch) || holds_prefix_of(failed_, *tree_.path_of(watch)) ||
        holds_prefix_of(unreadable_, *tree_.path_of(watch))) {
      continue;
    }
    tree_.remove(watch);
    remove_watch(watch);
  }
}

void InotifyWatcher::report(const WalkBatch& batch) {
  for (const WalkTarget& target : batch.result.targets) {
    const std::string& path = target.path;
    if (path.empty()) {
      const bool confirmed = root_.confirmed();
      const SubtreeReason reason = root_.confirm();
      listener_.on_subtree(path, confirmed ? SubtreeReason::kOverflow : reason);
    } else if (target.found && !holds_prefix_of(batch.stale, path) && !polled_.is_root(path)) {
      listener_.on_subtree(path, SubtreeReason::kNewFolder);
    }
  }
  for (const UnwatchedFolder& folder : batch.result.unwatched) {
    if (!holds_prefix_of(batch.stale, folder.path)) polled_.add(folder);
  }
  for (const std::string& name : batch.result.cookies) cookies_.seen(name, batch.number);
}

void InotifyWatcher::replay_kept() {
  const std::vector<KeptEvent> kept = std::exchange(kept_, {});
  for (const KeptEvent& event : kept) on_event({event.watch, event.mask, event.name});
}

void InotifyWatcher::plan_retry(const WalkResult& result) {
  if (retry_.active() || (failed_.empty() && result.unwatched.empty() && polled_.size() == 0)) {
    return;
  }
  retry_.start(options_->poll_interval * kRetryIntervals, [this] { retry_walks(); });
}

void InotifyWatcher::retry_walks() {
  for (const std::string& folder : std::exchange(failed_, {})) walks_.add(folder);
  for (const std::string& folder : polled_.roots()) walks_.add(folder);
  walks_.begin();
}

}  // namespace

std::unique_ptr<Watcher> create_inotify_watcher(const WatchContext& context, WatchOptions options,
                                                WatchListener& listener,
                                                std::shared_ptr<InotifyCalls> calls) {
  const int fd = calls->init();
  if (fd < 0) {
    Error error = error_from_errno(-fd, "inotify_init");
    error.hint = "raise fs.inotify.max_user_instances or the limit of open files";
    return create_polling_watcher(context, std::move(options), listener, std::move(error));
  }
  auto watcher = std::make_unique<InotifyWatcher>(context, options, listener, std::move(calls),
                                                  std::make_shared<const UniqueFd>(fd));
  auto listening = watcher->listen(context.loop);
  if (listening) return watcher;
  return create_polling_watcher(context, std::move(options), listener,
                                std::move(listening).error());
}

}  // namespace quire::watch
