#include "daemon/watch/inotify_calls.h"

#include <sys/inotify.h>

#include <cerrno>

namespace quire::watch {

int SystemInotify::init() {
  const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  return fd >= 0 ? fd : -errno;
}

int SystemInotify::add_watch(int fd, const std::string& path, std::uint32_t mask) {
  const int watch = ::inotify_add_watch(fd, path.c_str(), mask);
  return watch >= 0 ? watch : -errno;
}

void SystemInotify::remove_watch(int fd, int watch) { (void)::inotify_rm_watch(fd, watch); }

}  // namespace quire::watch
