#pragma once
// The socket's place in the file system: made safely, replaced when a dead daemon left it, and
// never taken from a living one.

#include <cstdint>
#include <string>

#include "daemon/loop/pipe_listener.h"
#include "index/base/unique_fd.h"

namespace quire::server {

// Who gets as far as to connect. Who is served is for AccessRules to say.
enum class Reach : std::uint8_t { kOwner, kAnyUser };

class SocketFile {
 public:
  // Makes the folder (0700; 0711 with kAnyUser), takes the lock beside the socket, removes a stale
  // socket and binds a new one (0600; 0666 with kAnyUser). kBusy, with the pid, when another daemon
  // holds the lock; kPermission when a folder in /tmp is not ours alone.
  [[nodiscard]] static Result<SocketFile> bind(const std::string& path,
                                               Reach reach = Reach::kOwner);
  SocketFile(SocketFile&&) noexcept = default;
  SocketFile& operator=(SocketFile&&) = delete;
  // Removes the socket if it is still ours.
  ~SocketFile();

  // The bound socket, once.
  [[nodiscard]] UniqueFd take_socket() { return std::move(socket_); }

 private:
  SocketFile(std::string path, UniqueFd lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  UniqueFd lock_;
  UniqueFd socket_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

// The listening socket that systemd handed over (sd_listen_fds(3)); invalid when it handed over
// none. kInvalidArgument when there are several, or it is not a listening Unix stream socket.
[[nodiscard]] Result<UniqueFd> inherited_socket();

// The path that `socket` is bound to; empty when it has none.
[[nodiscard]] std::string path_of_socket(int socket);

}  // namespace quire::server
