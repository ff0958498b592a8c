#include "daemon/loop/inbox.h"

#include <stdexcept>
#include <utility>

namespace quire::loop {

Inbox::Inbox(Loop& loop) {
  auto pipe = WakePipe::create();
  if (!pipe) throw std::runtime_error(describe(pipe.error()));
  wakeup_ = *std::move(pipe);
  auto watch = ReadableWatch::create(loop, wakeup_.sleeper_fd(), [this] { run_all(); });
  if (!watch) throw std::runtime_error(describe(watch.error()));
  watch_ = *std::move(watch);
}

void Inbox::post(std::function<void()> task) {
  bool first = false;
  {
    MutexLock lock(mutex_);
    first = tasks_.empty();
    tasks_.push_back(std::move(task));
  }
  // Whoever posted the first has woken the loop for those that came after it.
  if (first) wakeup_.wake();
}

void Inbox::run_all() {
  // Before the tasks are taken: what is posted afterwards wakes the loop again.
  wakeup_.drain();
  std::vector<std::function<void()>> tasks;
  {
    MutexLock lock(mutex_);
    tasks.swap(tasks_);
  }
  for (const auto& task : tasks) task();
}

}  // namespace quire::loop
