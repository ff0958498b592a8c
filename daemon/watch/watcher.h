#pragma once
// The watcher of a drop folder, by the name of its backend; backend.h says what it tells and to
// whom. Loop thread only.

#include <cstdint>
#include <memory>

#include "daemon/watch/backend.h"

namespace quire::watch {

enum class Backend : std::uint8_t { kInotify, kFsEvent, kPolling };

// The backend `backend` for `options.root`, reporting to `listener`, which must outlive it. When
// inotify cannot be had at all (EMFILE, ENOSYS) it falls back to polling and says so through
// on_degraded("") once it is started.
[[nodiscard]] std::unique_ptr<Watcher> create_watcher(Backend backend, const WatchContext& context,
                                                      WatchOptions options,
                                                      WatchListener& listener);

}  // namespace quire::watch
