#include "index/store/library_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>

#include "index/base/file_lock.h"
#include "index/base/format.h"

namespace quire::store {
namespace {

std::string read_all(int fd) {
  std::array<char, 512> buffer{};
  const ssize_t got = ::pread(fd, buffer.data(), buffer.size(), 0);
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

// The rest of the line that starts with `field` and a space.
std::string field_of(const std::string& content, std::string_view field) {
  const std::string key = format("{} ", field);
  std::size_t start = content.starts_with(key) ? 0 : content.find("\n" + key);
  if (start == std::string::npos) return {};
  start = content.find(' ', start) + 1;
  return content.substr(start, content.find('\n', start) - start);
}

}  // namespace

Result<LibraryLock> LibraryLock::acquire(const std::string& path, const std::string& boot_id,
                                         bool fsyncs_all) {
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd.valid()) return error_from_errno(errno, format("open {}", path));
  if (!take_file_lock(fd.get())) {
    if (errno != EWOULDBLOCK) return error_from_errno(errno, format("lock {}", path));
    return Error{ErrorCode::kBusy,
                 format("the index is in use by process {}", field_of(read_all(fd.get()), "pid")),
                 "one daemon owns an index: stop it, or give this one another --index"};
  }
  const std::string before = read_all(fd.get());
  LibraryLock lock(std::move(fd), path, boot_id, fsyncs_all);
  lock.unsynced_data_lost_ = !before.empty() && field_of(before, "clean") != "yes" &&
                             field_of(before, "boot") != boot_id &&
                             field_of(before, "fsync") != "all";
  if (auto written = lock.write(false); !written) return written.error();
  return lock;
}

Result<void> LibraryLock::mark_clean() { return write(true); }

Result<void> LibraryLock::write(bool clean) {
  const std::string content = format("pid {}\nboot {}\nfsync {}\nclean {}\n", ::getpid(), boot_id_,
                                     fsyncs_all_ ? "all" : "sealed", clean ? "yes" : "no");
  // Never empty in between: that would pass for the lock of a first start.
  const auto size = static_cast<off_t>(content.size());
  if (::pwrite(fd_.get(), content.data(), content.size(), 0) != size ||
      ::ftruncate(fd_.get(), size) != 0 || ::fsync(fd_.get()) != 0) {
    return error_from_errno(errno, format("write {}", path_));
  }
  return {};
}

std::string current_boot_id() {
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(in, id);
  return id;
}

}  // namespace quire::store
