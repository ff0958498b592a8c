#pragma once
// A listening Unix stream socket. Loop thread only.
//
// The socket is bound by us and not by uv_pipe_bind, which truncates paths over 107 bytes without a
// word and whose close unlinks the path even when a successor listens there by then.

#include <functional>
#include <memory>
#include <string>

#include "daemon/loop/pipe_stream.h"
#include "daemon/loop/socket_address.h"
#include "index/base/unique_fd.h"

namespace quire::loop {

// A bound, not yet listening socket at `path`, of mode 0600. What is at `path` must be gone before.
// kInvalidArgument when the path is too long, kBusy when something stands there.
[[nodiscard]] Result<UniqueFd> bind_unix_socket(const std::string& path, mode_t mode = 0600);

class PipeListener {
 public:
  using OnConnection = std::function<void(std::unique_ptr<PipeStream>)>;

  // Listens on a bound socket, ours or one that systemd handed over.
  [[nodiscard]] static Result<std::unique_ptr<PipeListener>> listen(Loop& loop, UniqueFd socket,
                                                                    int backlog,
                                                                    OnConnection on_connection);

 private:
  PipeListener(Loop& loop, OnConnection on_connection);
  void accept();

  Loop& loop_;
  OwnedHandle<uv_pipe_t> handle_;
  OnConnection on_connection_;
};

}  // namespace quire::loop
