#pragma once
// The event loop. One thread runs it and owns every handle; the only way in from another thread is
// Inbox. uv.h is included in this folder alone.

#include <uv.h>

#include <memory>
#include <span>
#include <thread>

#include "index/base/result.h"

namespace quire::loop {

class Loop {
 public:
  Loop();
  // Runs what is left to close. Everything built on the loop must be destroyed before.
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Until stop(); the calling thread becomes the loop's thread.
  void run();
  // Loop thread only.
  void stop();
  // Aborts when the caller is on another thread: a bug that must not go unseen.
  void assert_on_thread() const;

  [[nodiscard]] uv_loop_t* raw() { return &loop_; }
  // Where streams read to, one at a time: what is in it is good until the callback that was told of
  // it returns. Loop thread only.
  [[nodiscard]] std::span<char> read_buffer() const { return {read_buffer_.get(), kReadBuffer}; }

 private:
  static constexpr std::size_t kReadBuffer = 64 * 1024;

  uv_loop_t loop_{};
  std::thread::id thread_;
  const std::unique_ptr<char[]> read_buffer_ = std::make_unique<char[]>(kReadBuffer);
};

// The Error for a libuv status (< 0) while doing `what`.
[[nodiscard]] Error error_from_uv(int status, std::string_view what);

// A libuv handle that is closed when its owner goes. libuv needs the memory until its close
// callback has run, so it is freed there.
template <class UvHandle>
class OwnedHandle {
 public:
  OwnedHandle() : handle_(std::make_unique<UvHandle>()) {}
  ~OwnedHandle() { close(); }
  OwnedHandle(const OwnedHandle&) = delete;
  OwnedHandle& operator=(const OwnedHandle&) = delete;

  [[nodiscard]] UvHandle* get() const { return handle_.get(); }
  // To be called once the handle's uv_*_init has succeeded.
  void initialized() { initialized_ = true; }

 private:
  void close() {
    if (!initialized_) return;
    auto* handle = reinterpret_cast<uv_handle_t*>(handle_.release());
    uv_close(handle, [](uv_handle_t* closed) {
      std::unique_ptr<UvHandle>(reinterpret_cast<UvHandle*>(closed)).reset();
    });
  }

  std::unique_ptr<UvHandle> handle_;
  bool initialized_ = false;
};

}  // namespace quire::loop
