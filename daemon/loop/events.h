#pragma once
// Timers, signals and descriptors as objects: each reports to its callback on the loop's thread
// until it is stopped or destroyed, and never afterwards. Loop thread only. A callback may destroy
// the object that called it.

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "daemon/loop/loop.h"

namespace quire::loop {

class Timer {
 public:
  using Callback = std::function<void()>;
  explicit Timer(Loop& loop);

  // Once, after `delay`; replaces what was set before.
  void start(std::chrono::milliseconds delay, Callback callback);
  // Every `period`, first after one.
  void start_repeating(std::chrono::milliseconds period, Callback callback);
  void stop();
  [[nodiscard]] bool active() const;

 private:
  void start(std::chrono::milliseconds delay, std::chrono::milliseconds repeat, Callback callback);

  Loop& loop_;
  OwnedHandle<uv_timer_t> handle_;
  Callback callback_;
};

class SignalWatch {
 public:
  SignalWatch(Loop& loop, int signal_number, std::function<void()> callback);

 private:
  OwnedHandle<uv_signal_t> handle_;
  std::function<void()> callback_;
};

// Level-triggered: calls back as long as the descriptor has something to read. The descriptor
// belongs to the caller and must stay open as long as this lives.
class ReadableWatch {
 public:
  [[nodiscard]] static Result<std::unique_ptr<ReadableWatch>> create(
      Loop& loop, int fd, std::function<void()> callback);

 private:
  explicit ReadableWatch(std::function<void()> callback) : callback_(std::move(callback)) {}

  OwnedHandle<uv_poll_t> handle_;
  std::function<void()> callback_;
};

// uv_fs_event on one folder or file: not recursive, no difference between a write and a close.
class FolderEvents {
 public:
  // `name` is relative to the folder and may be empty when the system does not tell; a failed
  // watch reports once with an Error.
  using Callback = std::function<void(Result<std::string> name)>;
  [[nodiscard]] static Result<std::unique_ptr<FolderEvents>> create(Loop& loop,
                                                                    const std::string& path,
                                                                    Callback callback);

 private:
  explicit FolderEvents(Callback callback) : callback_(std::move(callback)) {}

  OwnedHandle<uv_fs_event_t> handle_;
  Callback callback_;
};

}  // namespace quire::loop
