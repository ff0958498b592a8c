#pragma once
// The backend for systems without inotify: libuv's uv_fs_event on every folder. It cannot tell a
// write from a close, so every file is reported as unsettled, and it does not say when events were
// lost.

#include <memory>

#include "daemon/watch/backend.h"

namespace quire::watch {

[[nodiscard]] std::unique_ptr<Watcher> create_fs_event_watcher(const WatchContext& context,
                                                               WatchOptions options,
                                                               WatchListener& listener);

}  // namespace quire::watch
