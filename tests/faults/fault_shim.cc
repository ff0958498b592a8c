// Loaded before the C library into a daemon under test: asks the plan (fault_plan.h) before each of
// the system calls below. The environment's QUIRE_FAULT_PLAN names the plan's file.

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "tests/faults/fault_plan.h"

namespace {

using quire::test::FaultPlan;
using quire::test::FaultRule;
using quire::test::SystemCall;

// As the system gives them; a path that does not fit is none that a plan names.
struct Path {
  std::array<char, 4096> bytes{};
  [[nodiscard]] std::string_view text() const { return {bytes.data()}; }
};

FaultPlan* open_plan() {
  const char* file = std::getenv("QUIRE_FAULT_PLAN");
  const int fd = file != nullptr ? ::open(file, O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0) return nullptr;
  void* memory = ::mmap(nullptr, sizeof(FaultPlan), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ::close(fd);
  return memory != MAP_FAILED ? static_cast<FaultPlan*>(memory) : nullptr;
}

FaultPlan* plan() {
  static FaultPlan* const the_plan = open_plan();
  return the_plan;
}

bool is_merge() {
  static const bool merge = [] {
    std::array<char, 4096> command{};
    const int fd = ::open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    const ssize_t got = fd >= 0 ? ::read(fd, command.data(), command.size()) : 0;
    ::close(fd);
    const std::string_view words(command.data(), static_cast<std::size_t>(got > 0 ? got : 0));
    return words.find("--merge-segments") != std::string_view::npos;
  }();
  return merge;
}

bool matches(std::string_view path, std::string_view wanted) {
  if (!wanted.ends_with('$')) return path.find(wanted) != std::string_view::npos;
  wanted.remove_suffix(1);
  return path.ends_with(wanted);
}

bool is_expected(SystemCall call) {
  if (plan() == nullptr) return false;
  for (const FaultRule& rule : plan()->rules) {
    if (rule.armed && rule.call == call) return true;
  }
  return false;
}

// Whether the call must not be made; errno says what went wrong instead.
bool fails(SystemCall call, std::string_view path) {
  if (!is_expected(call)) return false;
  for (FaultRule& rule : plan()->rules) {
    if (!rule.armed || rule.call != call || !matches(path, rule.path.data())) continue;
    if (rule.error_number == 0 && is_merge()) continue;
    if (rule.left.fetch_sub(1) > 0) continue;
    ++rule.hits;
    if (rule.error_number == 0) {
      rule.armed = false;  // the next start is to be spared
      ::kill(::getpid(), SIGKILL);
    }
    errno = rule.error_number;
    return true;
  }
  return false;
}

Path path_of(int fd) {
  Path path;
  std::array<char, 32> link{};
  std::strcpy(link.data(), "/proc/self/fd/");
  char digits[16];
  int length = 0;
  for (int rest = fd; rest > 0 || length == 0; rest /= 10) {
    digits[length++] = static_cast<char>('0' + rest % 10);
  }
  char* end = link.data() + std::strlen(link.data());
  while (length > 0) *end++ = digits[--length];
  const ssize_t got = ::readlink(link.data(), path.bytes.data(), path.bytes.size() - 1);
  if (got < 0) path.bytes[0] = '\0';
  return path;
}

bool fails(SystemCall call, int fd) { return is_expected(call) && fails(call, path_of(fd).text()); }

// `name` in the folder `fd`, as the *at() calls take it.
bool fails(SystemCall call, int fd, const char* name) {
  if (!is_expected(call)) return false;
  if (fd == AT_FDCWD || name[0] == '/') return fails(call, name);
  Path path = path_of(fd);
  const std::size_t length = path.text().size();
  if (length + std::strlen(name) + 2 > path.bytes.size()) return false;
  path.bytes[length] = '/';
  std::strcpy(path.bytes.data() + length + 1, name);
  return fails(call, path.text());
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

// The C library declares some of these with attributes that ours need not have.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static auto* const next = real<int(const char*, int, ...)>("open");
  if ((flags & O_CREAT) != 0 && fails(SystemCall::kCreate, path)) return -1;
  return next(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  static auto* const next = real<int(const char*, int, ...)>("open64");
  if ((flags & O_CREAT) != 0 && fails(SystemCall::kCreate, path)) return -1;
  return next(path, flags, mode);
}

ssize_t write(int fd, const void* bytes, size_t count) {
  static auto* const next = real<ssize_t(int, const void*, size_t)>("write");
  return fails(SystemCall::kWrite, fd) ? -1 : next(fd, bytes, count);
}

ssize_t pwrite(int fd, const void* bytes, size_t count, off_t offset) {
  static auto* const next = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return fails(SystemCall::kWrite, fd) ? -1 : next(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t offset) {
  static auto* const next = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return fails(SystemCall::kWrite, fd) ? -1 : next(fd, bytes, count, offset);
}

int fsync(int fd) {
  static auto* const next = real<int(int)>("fsync");
  return fails(SystemCall::kSync, fd) ? -1 : next(fd);
}

int fdatasync(int fd) {
  static auto* const next = real<int(int)>("fdatasync");
  return fails(SystemCall::kSync, fd) ? -1 : next(fd);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const next = real<int(const char*, const char*)>("rename");
  return fails(SystemCall::kRename, from) ? -1 : next(from, to);
}

int unlink(const char* path) noexcept {
  static auto* const next = real<int(const char*)>("unlink");
  return fails(SystemCall::kUnlink, path) ? -1 : next(path);
}

int unlinkat(int fd, const char* path, int flags) noexcept {
  static auto* const next = real<int(int, const char*, int)>("unlinkat");
  return fails(SystemCall::kUnlink, fd, path) ? -1 : next(fd, path, flags);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const next = real<int(const char*, mode_t)>("mkdir");
  return fails(SystemCall::kMakeFolder, path) ? -1 : next(path, mode);
}

int inotify_add_watch(int fd, const char* path, uint32_t mask) noexcept {
  static auto* const next = real<int(int, const char*, uint32_t)>("inotify_add_watch");
  return fails(SystemCall::kWatch, path) ? -1 : next(fd, path, mask);
}

}  // extern "C"
