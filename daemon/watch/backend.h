#pragma once
// What every backend of a drop folder's watcher is given and has to do. All on the loop's thread,
// except that walks through folders run in the background.
//
// A watcher says where to look, not what is there: the state of the disk decides, and whoever
// listens looks for itself. Paths are relative to the drop folder, "" being the folder itself.

#include <chrono>
#include <cstdint>
#include <string>

#include "daemon/loop/loop.h"
#include "daemon/watch/ignore_rules.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire::watch {

enum class Settled : std::uint8_t {
  kYes,  // closed after writing, renamed into place, or gone: look at once
  kNo,   // perhaps still being written: look when it has stood still
};

enum class SubtreeReason : std::uint8_t { kStart, kNewFolder, kFolderGone, kOverflow, kReturned };

// Its methods may call the watcher, but must not destroy it.
class WatchListener {
 public:
  virtual ~WatchListener() = default;

  // A file (anything but a folder) may have appeared, changed or gone.
  virtual void on_file(const std::string& relative, Settled settled) = 0;
  // Anything below `relative` may have changed; the folders in it are watched by now.
  virtual void on_subtree(const std::string& relative, SubtreeReason reason) = 0;
  // The cookie file `name` was seen: all that happened in this drop folder before it was written
  // has been reported, including folders that were still being walked. A cookie that was there
  // before the watches were set is reported as well.
  virtual void on_cookie(const std::string& name) = 0;
  // The drop folder itself has vanished, or was not there at the start. Nothing more is reported
  // until on_subtree("", kReturned).
  virtual void on_root_lost(const Error& error) = 0;
  // `relative` and below cannot be watched and are polled instead; the error says why and what
  // would help. Once for each subtree that is polled; status() tells when it is over.
  virtual void on_degraded(const std::string& relative, const Error& error) = 0;
};

struct WatchOptions {
  std::string root;  // absolute, canonical as far as it exists
  IgnoreRules ignore;
  std::chrono::milliseconds poll_interval{2000};  // polling backend and polled subtrees
  // How often the root is looked at: whether a lost one is back, and whether it is still the same
  // folder (a file system mounted over it sends no event).
  std::chrono::milliseconds root_retry{1000};
};

struct WatchStatus {
  std::string backend;  // "inotify", "fs_event" or "polling"
  bool root_present = false;
  std::size_t watched_folders = 0;
  std::size_t polled_folders = 0;  // roots of subtrees that are polled for want of watches
  std::uint64_t overflows = 0;

  bool operator==(const WatchStatus&) const = default;
};

class Watcher {
 public:
  virtual ~Watcher() = default;

  // Sets the watches, then reports on_subtree("", kStart), or on_root_lost. Never before start()
  // has returned. To be called once.
  virtual void start() = 0;
  // Have the cookie seen soon; backends that are told by the system need not do anything.
  virtual void hurry() = 0;
  [[nodiscard]] virtual WatchStatus status() const = 0;
};

// Where the watchers' surroundings come from. All must outlive the watcher, and `files` the loop
// too: work in the background may run on for a moment after the watcher has gone.
struct WatchContext {
  loop::Loop& loop;
  FileSystem& files;
  const Clock& clock;
};

}  // namespace quire::watch
