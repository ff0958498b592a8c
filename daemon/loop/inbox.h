#pragma once
// The one way from a thread back to the loop.

#include <functional>
#include <vector>

#include "daemon/loop/loop.h"
#include "index/base/thread_annotations.h"

namespace quire::loop {

class Inbox {
 public:
  // Built and destroyed on the loop's thread; must outlive every thread that posts. What has not
  // run by then is dropped.
  explicit Inbox(Loop& loop);

  // Runs `task` on the loop, in the order of posting. Any thread; never waits, never fails.
  void post(std::function<void()> task) EXCLUDES(mutex_);

 private:
  // uv_async_send coalesces, so one wake-up runs all that is there.
  void run_all() EXCLUDES(mutex_);

  OwnedHandle<uv_async_t> wakeup_;
  Mutex mutex_;
  std::vector<std::function<void()>> tasks_ GUARDED_BY(mutex_);
};

}  // namespace quire::loop
