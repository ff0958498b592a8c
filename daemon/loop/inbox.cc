#include "daemon/loop/inbox.h"

#include <stdexcept>
#include <utility>

namespace quire::loop {

Inbox::Inbox(Loop& loop) {
  wakeup_.get()->data = this;
  const int status = uv_async_init(loop.raw(), wakeup_.get(), [](uv_async_t* handle) {
    static_cast<Inbox*>(handle->data)->run_all();
  });
  if (status < 0) throw std::runtime_error(describe(error_from_uv(status, "create the inbox")));
  wakeup_.initialized();
}

void Inbox::post(std::function<void()> task) {
  {
    MutexLock lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  uv_async_send(wakeup_.get());
}

void Inbox::run_all() {
  std::vector<std::function<void()>> tasks;
  {
    MutexLock lock(mutex_);
    tasks.swap(tasks_);
  }
  for (const auto& task : tasks) task();
}

}  // namespace quire::loop
