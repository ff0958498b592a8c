#pragma once
// A Unix stream socket that carries lines, with a time limit on every step. Blocking; owned by one
// thread. Writing to a peer that is gone is an error, never SIGPIPE.

#include <chrono>
#include <string>
#include <string_view>

#include "daemon/protocol/framing.h"
#include "index/base/clock.h"
#include "index/base/result.h"
#include "index/base/unique_fd.h"

namespace quire::client {

class LineSocket {
 public:
  // kNotFound: nothing stands at `path`. kPermission: we may not connect. kBusy: the listener does
  // not take connections within `timeout`. kInvalidArgument: `path` cannot be a socket's. kIo:
  // nobody listens, or any other failure. Hints say how to start a daemon.
  [[nodiscard]] static Result<LineSocket> connect(const std::string& path,
                                                  std::chrono::milliseconds timeout);

  // Sends `line` and a line end. kDeadlineExceeded, or kIo when the peer is gone.
  [[nodiscard]] Result<void> send(std::string_view line, SteadyTime deadline);

  // The next line without its end. kDeadlineExceeded, or kIo when the peer has closed.
  [[nodiscard]] Result<std::string> receive(SteadyTime deadline);

  // The socket itself, for who speaks another way.
  [[nodiscard]] UniqueFd take_socket() && { return std::move(fd_); }

  // Whether the peer closes by `deadline`; what it sends before is dropped.
  [[nodiscard]] bool wait_until_closed(SteadyTime deadline);

 private:
  explicit LineSocket(UniqueFd fd);
  // Waits for `events` of poll(2); false when `deadline` has passed.
  bool wait_for(short events, SteadyTime deadline) const;

  UniqueFd fd_;
  protocol::FrameDecoder decoder_;
};

}  // namespace quire::client
