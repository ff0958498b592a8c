#include "daemon/watch/inotify_queue.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

namespace quire::watch {

InotifyQueue::InotifyQueue(std::shared_ptr<const UniqueFd> inotify)
    : inotify_(std::move(inotify)), buffer_(std::make_unique<char[]>(kBufferBytes)) {}

std::size_t InotifyQueue::fill() {
  while (true) {
    const ssize_t got = ::read(inotify_->get(), buffer_.get(), kBufferBytes);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return 0;
  }
}

void InotifyQueue::drain(const std::function<void(const InotifyEvent&)>& handle) {
  for (int turn = 0; turn < kBuffersPerTurn; ++turn) {
    const std::size_t bytes = fill();
    for (std::size_t offset = 0; offset + sizeof(inotify_event) <= bytes;) {
      inotify_event event{};
      std::memcpy(&event, buffer_.get() + offset, sizeof event);
      // The name is padded with NULs.
      const char* name = buffer_.get() + offset + sizeof event;
      handle({event.wd, event.mask, std::string_view(name, ::strnlen(name, event.len))});
      offset += sizeof event + event.len;
    }
    // The kernel fills the buffer as far as whole events fit; with that much room left there were
    // no more.
    if (bytes + sizeof(inotify_event) + NAME_MAX + 1 <= kBufferBytes) return;
  }
}

}  // namespace quire::watch
