#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include "client/cli/commands/commands.h"
#include "client/connection/line_socket.h"

namespace quire::cli {
namespace {

constexpr std::chrono::seconds kConnectTimeout{10};
constexpr std::size_t kChunk = 64U << 10;

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Some bytes from one to the other; false when there will be no more.
bool pass_on(int from, int to) {
  std::array<char, kChunk> bytes{};
  const ssize_t count = ::read(from, bytes.data(), bytes.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  return count > 0 && write_all(to, {bytes.data(), static_cast<std::size_t>(count)});
}

// Until the daemon closes; after the end of the input what is still to be answered comes.
void join(int socket) {
  constexpr short kSomething = POLLIN | POLLHUP | POLLERR;
  std::array<pollfd, 2> ends = {pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
  while (true) {
    if (::poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return;
    if ((ends[1].revents & kSomething) != 0 && !pass_on(socket, STDOUT_FILENO)) return;
    if ((ends[0].revents & kSomething) == 0 || pass_on(STDIN_FILENO, socket)) continue;
    ends[0].fd = -1;
    ::shutdown(socket, SHUT_WR);
  }
}

}  // namespace

ExitStatus run_connect(const Context& context, const ConnectOptions&) {
  const auto path = context.socket_path();
  if (!path) return context.failed(path.error());
  auto socket = client::LineSocket::connect(*path, kConnectTimeout);
  if (!socket) return context.no_daemon(socket.error());
  const UniqueFd fd = std::move(*socket).take_socket();
  join(fd.get());
  return ExitStatus::kDone;
}

}  // namespace quire::cli
