#include "client/connection/line_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include "config/paths.h"
#include "index/base/format.h"

namespace quire::client {
namespace {

// The text of an article comes in one line. More than this is no answer of a daemon.
constexpr std::size_t kMaxLine = 1U << 30;

constexpr std::string_view kStartHint =
    "start the daemon with `quired`, or `systemctl --user start quired`; if it listens elsewhere, "
    "say where with --socket";

Error connect_error(int error_number, const std::string& path) {
  const std::string start(kStartHint);
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorCode::kNotFound, format("no daemon answers: there is no socket at {}", path),
              start};
    case ECONNREFUSED:
    case ENOTSOCK:
      return {ErrorCode::kIo, format("no daemon answers: nobody listens at {}", path), start};
    case EACCES:
    case EPERM:
      return {ErrorCode::kPermission, format("this user may not connect to {}", path),
              "the daemon's owner can allow it with socket.allow_users or socket.allow_groups"};
    case EAGAIN:
      return {ErrorCode::kBusy, format("the daemon at {} takes no connections now", path),
              "try again later"};
    default:
      return error_from_errno(error_number, format("connect to {}", path));
  }
}

Error closed_error() {
  return {ErrorCode::kIo, "the daemon closed the connection before it answered",
          "its log says why: `journalctl --user -u quired`, or where it was started"};
}

Error late_error() {
  return {ErrorCode::kDeadlineExceeded, "the daemon did not answer in time", "try again later"};
}

// With it connect(2) waits no longer for a listener whose queue is full.
void limit_connect(int fd, std::chrono::milliseconds timeout) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
      std::max(timeout, std::chrono::milliseconds(1)));
  timeval limit{};
  limit.tv_sec = static_cast<time_t>(micros.count() / 1'000'000);
  limit.tv_usec = static_cast<suseconds_t>(micros.count() % 1'000'000);
  (void)::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

}  // namespace

LineSocket::LineSocket(UniqueFd fd) : fd_(std::move(fd)), decoder_(kMaxLine) {}

Result<LineSocket> LineSocket::connect(const std::string& path, std::chrono::milliseconds timeout) {
  if (path.empty() || path.size() > config::kMaxSocketPath) {
    return Error{ErrorCode::kInvalidArgument,
                 format("a socket's path has 1 to {} bytes, this one {}: {}",
                        config::kMaxSocketPath, path.size(), path),
                 "choose a shorter socket.path for the daemon, and name it with --socket"};
  }
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd.valid()) return error_from_errno(errno, "create a socket");
  limit_connect(fd.get(), timeout);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(&address.sun_path[0], path.data(), path.size());
  int status = 0;
  do {
    // The socket functions take every kind of address through this type.
    status = ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  } while (status != 0 && errno == EINTR);
  if (status != 0) return connect_error(errno, path);
  return LineSocket(std::move(fd));
}

bool LineSocket::wait_for(short events, SteadyTime deadline) const {
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const auto wait = std::clamp<std::int64_t>(left.count(), 0, INT_MAX);
    pollfd entry{fd_.get(), events, 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(wait));
    if (ready > 0) return true;
    if (ready < 0 && errno == EINTR) continue;
    return false;
  }
}

Result<void> LineSocket::send(std::string_view line, SteadyTime deadline) {
  const std::string text = protocol::encode_frame(protocol::Framing::kLines, std::string(line));
  std::string_view rest = text;
  while (!rest.empty()) {
    if (!wait_for(POLLOUT, deadline)) return late_error();
    const ssize_t count = ::send(fd_.get(), rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return errno == EPIPE || errno == ECONNRESET
                 ? closed_error()
                 : error_from_errno(errno, "send a request to the daemon");
    }
  }
  return {};
}

Result<std::string> LineSocket::receive(SteadyTime deadline) {
  std::array<char, 1U << 16> chunk{};
  while (true) {
    if (auto frame = decoder_.next()) {
      if (frame->error) return *frame->error;
      return std::move(frame->text);
    }
    if (!wait_for(POLLIN, deadline)) return late_error();
    const ssize_t count = ::recv(fd_.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (count > 0) {
      decoder_.feed({chunk.data(), static_cast<std::size_t>(count)});
    } else if (count == 0 || errno == ECONNRESET) {
      return closed_error();
    } else if (errno != EINTR && errno != EAGAIN) {
      return error_from_errno(errno, "read the daemon's answer");
    }
  }
}

bool LineSocket::wait_until_closed(SteadyTime deadline) {
  while (true) {
    const auto line = receive(deadline);
    if (!line) return line.error().code != ErrorCode::kDeadlineExceeded;
  }
}

}  // namespace quire::client
