#pragma once
// Looks at a folder again and again and tells what differs. For the polling backend, and for
// subtrees that could not be watched. Loop thread only; the looking is done in the background.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/loop/background.h"
#include "daemon/loop/events.h"
#include "daemon/watch/backend.h"
#include "daemon/watch/snapshot.h"

namespace quire::watch {

struct Poll {
  std::uint64_t number = 0;  // from 1
  // The first look has nothing to compare with: it finds no changes.
  bool first = false;
  SnapshotChanges changes;
  // The cookie files that stood in the drop folder before this look began.
  std::vector<std::string> cookies;
  std::optional<Error> root_error;  // the drop folder could not be listed, nothing was compared
};

// Tells `listener` of the changed and the gone files.
void report_files(const Poll& poll, WatchListener& listener);

// The names of the cookie files directly in `root`; none when it cannot be listed. Any thread.
[[nodiscard]] std::vector<std::string> list_cookies(FileSystem& files, const std::string& root);

class Poller {
 public:
  // Called after each look; may destroy the poller.
  using OnPoll = std::function<void(const Poll&)>;

  // Looks at `subtree` of options->root, at once and then poll_interval after each look has ended.
  // Cookies are listed for the subtree "" only.
  Poller(const WatchContext& context, std::shared_ptr<const WatchOptions> options,
         std::string subtree, OnPoll on_poll);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  // Looks soon. Returns the number of a look that begins after this call, or that is to begin.
  std::uint64_t hurry();
  // The number of the last look that has ended; 0 before the first.
  [[nodiscard]] std::uint64_t finished() const { return finished_; }

 private:
  struct Look;
  void begin();
  void finish(Look& look);

  const WatchContext context_;
  const std::shared_ptr<const WatchOptions> options_;
  const std::string subtree_;
  const OnPoll on_poll_;

  const std::shared_ptr<std::atomic<bool>> cancelled_;
  std::shared_ptr<const Snapshot> snapshot_;  // null before the first look has ended
  std::uint64_t begun_ = 0;
  std::uint64_t finished_ = 0;
  bool again_ = false;  // another look is to follow the running one at once

  loop::Timer timer_;
  loop::Background background_;
};

}  // namespace quire::watch
