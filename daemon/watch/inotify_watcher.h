#pragma once
// The backend for Linux: our own inotify descriptor, which tells a write from a close and says when
// its queue has overflowed.

#include <memory>

#include "daemon/watch/backend.h"
#include "daemon/watch/inotify_calls.h"

namespace quire::watch {

// A polling watcher when the system gives no inotify descriptor; see create_watcher.
[[nodiscard]] std::unique_ptr<Watcher> create_inotify_watcher(const WatchContext& context,
                                                              WatchOptions options,
                                                              WatchListener& listener,
                                                              std::shared_ptr<InotifyCalls> calls);

}  // namespace quire::watch
