#pragma once
// A walk that sets an inotify watch on every folder it meets, before it lists that folder.

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/watch/backend.h"
#include "daemon/watch/inotify_calls.h"
#include "daemon/watch/polled_subtrees.h"
#include "index/base/unique_fd.h"

namespace quire::watch {

// What a walk works with; shared, since it may outlive the watcher that began it.
struct WalkTools {
  FileSystem& files;
  std::shared_ptr<const WatchOptions> options;
  std::shared_ptr<InotifyCalls> calls;
  std::shared_ptr<const UniqueFd> inotify;
  std::shared_ptr<const std::atomic<bool>> cancelled;
};

struct WalkTarget {
  std::string path;
  bool found = false;  // a folder stood there
};

struct WalkResult {
  std::vector<WalkTarget> targets;
  // Descriptor and path, in the order of the walk; a descriptor that comes twice stands for a
  // folder that was moved meanwhile, the later path being the newer.
  std::vector<std::pair<int, std::string>> watches;
  std::vector<UnwatchedFolder> unwatched;  // not to be had for want of watches; none below another
  std::vector<std::string> unreadable;     // will fail again until somebody changes the permissions
  std::vector<std::string> failed;         // could not be read for a reason that may pass by itself
  std::vector<std::string> cookies;        // in the drop folder, when it was itself a target
  std::optional<Error> root_error;         // the drop folder cannot be listed
};

// Any thread.
[[nodiscard]] WalkResult walk_and_watch(const WalkTools& tools, std::vector<WalkTarget> targets);

}  // namespace quire::watch
