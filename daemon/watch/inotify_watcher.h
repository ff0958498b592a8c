#pragma once
// The backend for Linux: our own inotify descriptor, which tells a write from a close and says when
// its queue has overflowed.

#include <memory>

#include "daemon/watch/inotify_calls.h"
#include "daemon/watch/watcher.h"

namespace quire::watch {

// Fails when the system gives no inotify descriptor.
[[nodiscard]] Result<std::unique_ptr<Watcher>> create_inotify_watcher(
    const WatchContext& context, WatchOptions options, WatchListener& listener,
    std::shared_ptr<InotifyCalls> calls);

}  // namespace quire::watch
