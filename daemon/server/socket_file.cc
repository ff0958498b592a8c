#include "daemon/server/socket_file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "index/base/file_lock.h"
#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::server {
namespace {

// Makes the folder if it is missing. One that is there must belong to us or to root, and must not
// be open to all: another user could put a socket of theirs in our place.
Result<void> prepare_folder(const std::string& folder, unsigned mode) {
  if (auto made = PosixFileSystem().create_directories(folder, mode); !made) return made;
  struct stat s {};
  if (::stat(folder.c_str(), &s) != 0) return error_from_errno(errno, format("stat {}", folder));
  const bool ours = s.st_uid == ::geteuid() || s.st_uid == 0;
  if (!ours || (s.st_mode & 0022U) != 0) {
    return Error{ErrorCode::kPermission,
                 format("the socket's folder {} can be written to by others", folder),
                 format("chmod go-w {}, or set socket.path to a folder of your own", folder)};
  }
  return {};
}

std::string owner_of(int lock) {
  std::array<char, 32> buffer{};
  const ssize_t got = ::pread(lock, buffer.data(), buffer.size() - 1, 0);
  const std::string text(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  return text.substr(0, text.find('\n'));
}

Result<UniqueFd> take_lock(const std::string& path) {
  UniqueFd lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!lock.valid()) return error_from_errno(errno, format("open {}", path));
  if (!take_file_lock(lock.get())) {
    if (errno != EWOULDBLOCK) return error_from_errno(errno, format("lock {}", path));
    return Error{ErrorCode::kBusy,
                 format("a quired is running, as process {}", owner_of(lock.get())),
                 "stop it with `quire stop`, or give this one another --socket and --index"};
  }
  const std::string pid = format("{}\n", ::getpid());
  if (::ftruncate(lock.get(), 0) != 0 ||
      ::pwrite(lock.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    return error_from_errno(errno, format("write {}", path));
  }
  return lock;
}

// Only ever a socket: a wrong path in the settings must not cost a file.
Result<void> remove_stale(const std::string& path) {
  struct stat s {};
  if (::lstat(path.c_str(), &s) != 0) {
    return errno == ENOENT ? Result<void>() : error_from_errno(errno, format("stat {}", path));
  }
  if (!S_ISSOCK(s.st_mode)) {
    return Error{ErrorCode::kInvalidArgument, format("{} is not a socket", path),
                 "set socket.path to another path"};
  }
  if (::unlink(path.c_str()) != 0) return error_from_errno(errno, format("remove {}", path));
  return {};
}

// -1 when `fd` is no socket.
int socket_option(int fd, int name) {
  int value = -1;
  socklen_t length = sizeof value;
  return ::getsockopt(fd, SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

}  // namespace

Result<SocketFile> SocketFile::bind(const std::string& path, Reach reach) {
  const bool open = reach == Reach::kAnyUser;
  const auto prepared = prepare_folder(parent_path(path), open ? 0711 : 0700);
  if (!prepared) return prepared.error();
  auto lock = take_lock(path + ".lock");
  if (!lock) return lock.error();
  if (auto removed = remove_stale(path); !removed) return removed.error();
  auto socket = loop::bind_unix_socket(path, open ? 0666 : 0600);
  if (!socket) return socket.error();
  struct stat s {};
  if (::lstat(path.c_str(), &s) != 0) return error_from_errno(errno, format("stat {}", path));
  SocketFile file(path, *std::move(lock));
  file.socket_ = *std::move(socket);
  file.device_ = s.st_dev;
  file.inode_ = s.st_ino;
  return file;
}

SocketFile::~SocketFile() {
  if (!lock_.valid()) return;  // moved from
  struct stat s {};
  if (::lstat(path_.c_str(), &s) == 0 && s.st_dev == device_ && s.st_ino == inode_) {
    ::unlink(path_.c_str());
  }
}

Result<UniqueFd> inherited_socket() {
  constexpr int kFirstInherited = 3;
  const char* pid = std::getenv("LISTEN_PID");    // NOLINT(concurrency-mt-unsafe)
  const char* count = std::getenv("LISTEN_FDS");  // NOLINT(concurrency-mt-unsafe)
  if (pid == nullptr || count == nullptr || pid != std::to_string(::getpid())) return UniqueFd();
  const std::string hint = "see ListenStream= of quired.socket: it wants one path";
  if (std::string_view(count) != "1") {
    return Error{ErrorCode::kInvalidArgument,
                 format("one socket can be handed over, not {}", count), hint};
  }
  const bool usable = socket_option(kFirstInherited, SO_DOMAIN) == AF_UNIX &&
                      socket_option(kFirstInherited, SO_TYPE) == SOCK_STREAM &&
                      socket_option(kFirstInherited, SO_ACCEPTCONN) == 1;
  if (!usable) {
    return Error{ErrorCode::kInvalidArgument,
                 "what was handed over is no listening Unix stream socket", hint};
  }
  ::fcntl(kFirstInherited, F_SETFD, FD_CLOEXEC);
  return UniqueFd(kFirstInherited);
}

std::string path_of_socket(int socket) {
  sockaddr_un address{};
  socklen_t length = sizeof address;
  // The socket functions take every kind of address through this type.
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return {};
  return {&address.sun_path[0], ::strnlen(&address.sun_path[0], sizeof address.sun_path)};
}

}  // namespace quire::server
