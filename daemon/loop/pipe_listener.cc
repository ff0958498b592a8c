#include "daemon/loop/pipe_listener.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <cerrno>

#include "index/base/format.h"

namespace quire::loop {

Result<UniqueFd> bind_unix_socket(const std::string& path, mode_t mode) {
  const auto address = socket_address(path);
  if (!address) return address.error();
  UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.valid()) return error_from_errno(errno, "create a socket");
  // Before bind, so that there is no moment at which the path has a wider mode.
  if (::fchmod(socket.get(), mode) != 0) return error_from_errno(errno, "set the socket's mode");
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
    const int error_number = errno;
    Error error = error_from_errno(error_number, format("bind {}", path));
    if (error_number == EADDRINUSE) error.code = ErrorCode::kBusy;
    return error;
  }
  if (::chmod(path.c_str(), mode) != 0) return error_from_errno(errno, format("chmod {}", path));
  return socket;
}

PipeListener::PipeListener(Loop& loop, OnConnection on_connection)
    : loop_(loop), on_connection_(std::move(on_connection)) {
  uv_pipe_init(loop.raw(), handle_.get(), 0);
  handle_.initialized();
  handle_.get()->data = this;
}

Result<std::unique_ptr<PipeListener>> PipeListener::listen(Loop& loop, UniqueFd socket, int backlog,
                                                           OnConnection on_connection) {
  loop.assert_on_thread();
  std::unique_ptr<PipeListener> listener(new PipeListener(loop, std::move(on_connection)));
  uv_pipe_t* pipe = listener->handle_.get();
  if (const int status = uv_pipe_open(pipe, socket.get()); status < 0) {
    return error_from_uv(status, "open the listening socket");
  }
  (void)socket.release();  // the handle closes it from now on
  const int status =
      uv_listen(reinterpret_cast<uv_stream_t*>(pipe), backlog, [](uv_stream_t* handle, int result) {
        if (result == 0) static_cast<PipeListener*>(handle->data)->accept();
      });
  if (status < 0) return error_from_uv(status, "listen");
  return listener;
}

void PipeListener::accept() {
  auto stream = std::make_unique<PipeStream>(loop_);
  if (uv_accept(reinterpret_cast<uv_stream_t*>(handle_.get()), stream->raw()) != 0) return;
  on_connection_(std::move(stream));
}

}  // namespace quire::loop
