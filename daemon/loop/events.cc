#include "daemon/loop/events.h"

#include <stdexcept>

#include "index/base/format.h"

namespace quire::loop {

Timer::Timer(Loop& loop) : loop_(loop) {
  uv_timer_init(loop.raw(), handle_.get());
  handle_.initialized();
  handle_.get()->data = this;
}

void Timer::start(std::chrono::milliseconds delay, Callback callback) {
  start(delay, std::chrono::milliseconds{0}, std::move(callback));
}

void Timer::start_repeating(std::chrono::milliseconds period, Callback callback) {
  start(period, period, std::move(callback));
}

void Timer::start(std::chrono::milliseconds delay, std::chrono::milliseconds repeat,
                  Callback callback) {
  loop_.assert_on_thread();
  callback_ = std::move(callback);
  // The loop's idea of now may be old by as long as the present callback has run.
  uv_update_time(loop_.raw());
  uv_timer_start(
      handle_.get(),
      [](uv_timer_t* handle) {
        // A copy, since the callback may restart or destroy the timer.
        const Callback run = static_cast<Timer*>(handle->data)->callback_;
        run();
      },
      static_cast<std::uint64_t>(delay.count()), static_cast<std::uint64_t>(repeat.count()));
}

void Timer::stop() {
  loop_.assert_on_thread();
  uv_timer_stop(handle_.get());
}

bool Timer::active() const {
  return uv_is_active(reinterpret_cast<const uv_handle_t*>(handle_.get())) != 0;
}

SignalWatch::SignalWatch(Loop& loop, int signal_number, std::function<void()> callback)
    : callback_(std::move(callback)) {
  loop.assert_on_thread();
  uv_signal_init(loop.raw(), handle_.get());
  handle_.initialized();
  handle_.get()->data = this;
  const int status = uv_signal_start(
      handle_.get(),
      [](uv_signal_t* handle, int) {
        const auto run = static_cast<SignalWatch*>(handle->data)->callback_;
        run();
      },
      signal_number);
  if (status < 0) {
    throw std::runtime_error(
        describe(error_from_uv(status, format("watch for signal {}", signal_number))));
  }
}

Result<std::unique_ptr<ReadableWatch>> ReadableWatch::create(Loop& loop, int fd,
                                                             std::function<void()> callback) {
  loop.assert_on_thread();
  std::unique_ptr<ReadableWatch> watch(new ReadableWatch(std::move(callback)));
  if (const int status = uv_poll_init(loop.raw(), watch->handle_.get(), fd); status < 0) {
    return error_from_uv(status, "watch a descriptor");
  }
  watch->handle_.initialized();
  watch->handle_.get()->data = watch.get();
  const int status =
      uv_poll_start(watch->handle_.get(), UV_READABLE, [](uv_poll_t* handle, int, int) {
        const auto run = static_cast<ReadableWatch*>(handle->data)->callback_;
        run();
      });
  if (status < 0) return error_from_uv(status, "watch a descriptor");
  return watch;
}

Result<std::unique_ptr<FolderEvents>> FolderEvents::create(Loop& loop, const std::string& path,
                                                           Callback callback) {
  loop.assert_on_thread();
  std::unique_ptr<FolderEvents> events(new FolderEvents(std::move(callback)));
  if (const int status = uv_fs_event_init(loop.raw(), events->handle_.get()); status < 0) {
    return error_from_uv(status, format("watch {}", path));
  }
  events->handle_.initialized();
  events->handle_.get()->data = events.get();
  const auto on_event = [](uv_fs_event_t* handle, const char* name, int, int status) {
    const Callback run = static_cast<FolderEvents*>(handle->data)->callback_;
    if (status < 0) {
      run(error_from_uv(status, "watch a folder"));
    } else {
      run(std::string(name != nullptr ? name : ""));
    }
  };
  if (const int status = uv_fs_event_start(events->handle_.get(), on_event, path.c_str(), 0);
      status < 0) {
    return error_from_uv(status, format("watch {}", path));
  }
  return events;
}

}  // namespace quire::loop
