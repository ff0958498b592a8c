#include "daemon/loop/loop.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "index/base/format.h"

namespace quire::loop {

Loop::Loop() : thread_(std::this_thread::get_id()) {
  if (const int status = uv_loop_init(&loop_); status < 0) {
    throw std::runtime_error(describe(error_from_uv(status, "create the event loop")));
  }
}

Loop::~Loop() {
  while (uv_loop_close(&loop_) == UV_EBUSY) uv_run(&loop_, UV_RUN_ONCE);
}

void Loop::run() {
  thread_ = std::this_thread::get_id();
  uv_run(&loop_, UV_RUN_DEFAULT);
}

void Loop::stop() {
  assert_on_thread();
  uv_stop(&loop_);
}

void Loop::assert_on_thread() const {
  if (std::this_thread::get_id() == thread_) return;
  std::fputs("a loop-only method was called from another thread\n", stderr);
  std::abort();
}

Error error_from_uv(int status, std::string_view what) {
  // On Unix libuv's own codes are negated errno values.
  if (status > -4000) return error_from_errno(-status, what);
  return Error{ErrorCode::kIo, format("{}: {}", what, uv_strerror(status)), {}};
}

}  // namespace quire::loop
