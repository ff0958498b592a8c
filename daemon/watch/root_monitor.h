#pragma once
// Knows whether the drop folder itself is there, and whether it is still the same one. Loop thread
// only; the looking is done in the background.

#include <chrono>
#include <functional>
#include <string>

#include "daemon/loop/background.h"
#include "daemon/loop/events.h"
#include "daemon/watch/backend.h"

namespace quire::watch {

class RootMonitor {
 public:
  struct Callbacks {
    // A folder stands at the root: the backend sets its watches and then calls confirm(), or
    // lose().
    std::function<void()> on_found;
    // What was set for the folder that stood there is void. The listener has been told.
    std::function<void()> on_lost;
  };

  RootMonitor(const WatchContext& context, const WatchOptions& options, WatchListener& listener,
              Callbacks callbacks);

  // Looks now and then every root_retry.
  void start();
  void look();
  // The backend found the root gone, or could not read it. It is looked for with the next look.
  void lose(const Error& error);
  // All is watched; returns the reason to report for the whole folder.
  SubtreeReason confirm();

  // A folder was found and has not been lost since.
  [[nodiscard]] bool present() const { return state_ == State::kFound; }
  // ... and its watches are set.
  [[nodiscard]] bool confirmed() const { return present() && confirmed_; }

 private:
  enum class State : std::uint8_t { kUnknown, kLost, kFound };
  void seen(const Result<FileStatus>& status);

  FileSystem& files_;
  const std::string path_;
  const std::chrono::milliseconds period_;
  WatchListener& listener_;
  const Callbacks callbacks_;

  State state_ = State::kUnknown;
  bool confirmed_ = false;
  bool told_lost_ = false;  // the listener waits for kReturned
  bool ever_lost_ = false;
  bool looking_ = false;
  bool look_again_ = false;
  FileStatus identity_;  // device and inode of the folder that was found

  loop::Timer timer_;
  loop::Background background_;
};

}  // namespace quire::watch
