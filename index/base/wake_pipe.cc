#include "index/base/wake_pipe.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace quire {

Result<WakePipe> WakePipe::create() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    return error_from_errno(errno, "create a pipe");
  }
  WakePipe pipe;
  pipe.sleeper_.reset(ends[0]);
  pipe.waker_.reset(ends[1]);
  return pipe;
}

void WakePipe::wake() const {
  const char byte = 1;
  // A full pipe has wake-ups enough.
  while (::write(waker_.get(), &byte, 1) < 0 && errno == EINTR) {
  }
}

bool WakePipe::sleep() const {
  while (true) {
    char byte = 0;
    const ssize_t got = ::read(sleeper_.get(), &byte, 1);
    if (got >= 0) return got > 0;
    if (errno != EAGAIN && errno != EINTR) return false;
    pollfd readable{sleeper_.get(), POLLIN, 0};
    (void)::poll(&readable, 1, -1);
  }
}

void WakePipe::drain() const {
  std::array<char, 4096> bytes{};
  while (::read(sleeper_.get(), bytes.data(), bytes.size()) > 0) {
  }
}

}  // namespace quire
