#pragma once
// The one way from a thread back to the loop.

#include <functional>
#include <memory>
#include <vector>

#include "daemon/loop/events.h"
#include "index/base/thread_annotations.h"
#include "index/base/wake_pipe.h"

namespace quire::loop {

class Inbox {
 public:
  // Built and destroyed on the loop's thread; must outlive every thread that posts. What has not
  // run by then is dropped.
  explicit Inbox(Loop& loop);

  // Runs `task` on the loop, in the order of posting. Any thread; never waits, never fails.
  void post(std::function<void()> task) EXCLUDES(mutex_);

 private:
  // One wake-up runs all that is there.
  void run_all() EXCLUDES(mutex_);

  // Not uv_async_t, whose eventfd is slower to wake the loop; see WakePipe.
  WakePipe wakeup_;
  std::unique_ptr<ReadableWatch> watch_;
  Mutex mutex_;
  std::vector<std::function<void()>> tasks_ GUARDED_BY(mutex_);
};

}  // namespace quire::loop
