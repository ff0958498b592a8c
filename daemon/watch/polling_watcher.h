#pragma once
// The backend that asks the disk again and again: for file systems that send no events.
//
// It cannot know of a file that comes and goes between two looks. One who was told that the file
// before it has gone may meet it all the same, and is not told of its end: only a reconcile is.

#include <memory>
#include <optional>

#include "daemon/watch/backend.h"

namespace quire::watch {

// `degraded` says why it has to be polling when something better was asked for; it is reported
// through on_degraded("").
[[nodiscard]] std::unique_ptr<Watcher> create_polling_watcher(
    const WatchContext& context, WatchOptions options, WatchListener& listener,
    std::optional<Error> degraded = std::nullopt);

}  // namespace quire::watch
