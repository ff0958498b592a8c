#pragma once
// The events of one inotify descriptor. Loop thread only.

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "index/base/unique_fd.h"

namespace quire::watch {

struct InotifyEvent {
  int watch = -1;
  std::uint32_t mask = 0;
  std::string_view name;  // empty when the watched folder itself is meant
};

class InotifyQueue {
 public:
  explicit InotifyQueue(std::shared_ptr<const UniqueFd> inotify);

  // Calls `handle` for what is in the queue, but for not more than kBuffersPerTurn buffers, so that
  // the loop gets to do other things during a flood.
  void drain(const std::function<void(const InotifyEvent&)>& handle);

 private:
  static constexpr std::size_t kBufferBytes = 64 * 1024;
  static constexpr int kBuffersPerTurn = 16;

  // The bytes that were read; 0 when the queue is empty.
  [[nodiscard]] std::size_t fill();

  const std::shared_ptr<const UniqueFd> inotify_;
  const std::unique_ptr<char[]> buffer_;
};

}  // namespace quire::watch
