#include "daemon/watch/watcher.h"

#include <utility>

#include "daemon/watch/fs_event_watcher.h"
#include "daemon/watch/inotify_watcher.h"
#include "daemon/watch/polling_watcher.h"

namespace quire::watch {

std::unique_ptr<Watcher> create_watcher(Backend backend, const WatchContext& context,
                                        WatchOptions options, WatchListener& listener) {
  switch (backend) {
    case Backend::kFsEvent:
      return create_fs_event_watcher(context, std::move(options), listener);
    case Backend::kPolling:
      return create_polling_watcher(context, std::move(options), listener);
    case Backend::kInotify:
      break;
  }
  return create_inotify_watcher(context, std::move(options), listener,
                                std::make_shared<SystemInotify>());
}

}  // namespace quire::watch
