#pragma once
// Wakes one thread that sleeps for work, by a byte through a pipe. On Linux the one that is woken
// through a pipe is meant to go on where the waker runs, which is about to sleep itself; a
// condition variable or an eventfd wakes it on another, idle processor, and that costs several
// times as much.

#include "index/base/result.h"
#include "index/base/unique_fd.h"

namespace quire {

class WakePipe {
 public:
  WakePipe() = default;
  [[nodiscard]] static Result<WakePipe> create();

  // Wakes one sleeper, now or when it comes. Any thread; never waits.
  void wake() const;
  // Sleeps until it is woken; false once close_waker() was called and all wake-ups are taken.
  [[nodiscard]] bool sleep() const;
  // Takes all wake-ups there are, without sleeping.
  void drain() const;
  void close_waker() { waker_.reset(); }

  // Readable while there are wake-ups.
  [[nodiscard]] int sleeper_fd() const { return sleeper_.get(); }

 private:
  UniqueFd waker_;
  UniqueFd sleeper_;
};

}  // namespace quire
