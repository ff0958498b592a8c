#include "daemon/loop/pipe_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace quire::loop {

struct PipeStream::Write {
  uv_write_t request{};
  std::string bytes;
  std::weak_ptr<PipeStream*> stream;
};

namespace {

std::vector<gid_t> peer_groups(int fd) {
  std::vector<gid_t> groups(64);
  socklen_t bytes = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &bytes) != 0) return {};
  groups.resize(bytes / sizeof(gid_t));
  return groups;
}

}  // namespace

PipeStream::PipeStream(Loop& loop)
    : loop_(loop),
      callbacks_(std::make_shared<const Callbacks>()),
      self_(std::make_shared<PipeStream*>(this)) {
  loop.assert_on_thread();
  uv_pipe_init(loop.raw(), handle_.get(), 0);
  handle_.initialized();
  handle_.get()->data = this;
}

PipeStream::~PipeStream() { handle_.get()->data = nullptr; }

uv_stream_t* PipeStream::raw() const { return reinterpret_cast<uv_stream_t*>(handle_.get()); }

void PipeStream::set_callbacks(Callbacks callbacks) {
  callbacks_ = std::make_shared<const Callbacks>(std::move(callbacks));
}

void PipeStream::resume_reading() {
  loop_.assert_on_thread();
  if (read_to_end_ || broken_) return;
  const int status = uv_read_start(
      raw(),
      [](uv_handle_t* handle, std::size_t, uv_buf_t* buffer) {
        auto* stream = static_cast<PipeStream*>(handle->data);
        if (stream == nullptr) {
          *buffer = uv_buf_init(nullptr, 0);
          return;
        }
        const std::span<char> room = stream->loop_.read_buffer();
        *buffer = uv_buf_init(room.data(), static_cast<unsigned>(room.size()));
      },
      [](uv_stream_t* handle, ssize_t count, const uv_buf_t* buffer) {
        auto* stream = static_cast<PipeStream*>(handle->data);
        if (stream != nullptr) stream->on_read(count, buffer);
      });
  if (status < 0 && status != UV_EALREADY) finish(error_from_uv(status, "read"));
}

void PipeStream::pause_reading() { uv_read_stop(raw()); }

void PipeStream::on_read(ssize_t count, const uv_buf_t* buffer) {
  if (count == 0) return;  // EAGAIN
  if (count == UV_EOF && is_hung_up()) {
    return finish(Error{ErrorCode::kIo, "the other side has gone", {}});
  }
  if (count == UV_EOF) return finish(std::nullopt);
  if (count < 0) return finish(error_from_uv(static_cast<int>(count), "read"));
  const auto callbacks = callbacks_;  // the callback may destroy this
  callbacks->on_read(std::string_view(buffer->base, static_cast<std::size_t>(count)));
}

bool PipeStream::is_hung_up() const {
  pollfd look{};
  if (uv_fileno(reinterpret_cast<const uv_handle_t*>(handle_.get()), &look.fd) < 0) return true;
  return ::poll(&look, 1, 0) > 0 && (look.revents & POLLHUP) != 0;
}

void PipeStream::finish(std::optional<Error> error) {
  if (broken_) return;
  read_to_end_ = true;
  broken_ = error.has_value();
  uv_read_stop(raw());
  const auto callbacks = callbacks_;  // the callback may destroy this
  if (callbacks->on_end) callbacks->on_end(std::move(error));
}

// libuv keeps the whole of what it is given until the last byte is out, and an answer that was
// written piece by piece has room for up to twice its bytes.
std::string PipeStream::unsent(std::string bytes) {
  std::size_t sent = 0;
  if (writes_ == 0) {
    const uv_buf_t buffer = uv_buf_init(bytes.data(), static_cast<unsigned>(bytes.size()));
    sent = static_cast<std::size_t>(std::max(0, uv_try_write(raw(), &buffer, 1)));
  }
  return std::string(std::string_view(bytes).substr(sent));
}

void PipeStream::write(std::string bytes) {
  loop_.assert_on_thread();
  auto write = std::make_unique<Write>();
  write->bytes = bytes.size() > kLong ? unsent(std::move(bytes)) : std::move(bytes);
  write->stream = self_;
  write->request.data = write.get();
  const uv_buf_t buffer =
      uv_buf_init(write->bytes.data(), static_cast<unsigned>(write->bytes.size()));
  const int status =
      uv_write(&write->request, raw(), &buffer, 1, [](uv_write_t* request, int result) {
        const std::unique_ptr<Write> finished(static_cast<Write*>(request->data));
        const auto alive = finished->stream.lock();
        if (!alive) return;
        PipeStream& stream = **alive;
        --stream.writes_;
        if (result < 0) return stream.finish(error_from_uv(result, "write"));
        const auto callbacks = stream.callbacks_;  // the callback may destroy the stream
        // libuv reports writes that ended together one by one, with nothing queued already.
        if (stream.writes_ == 0 && callbacks->on_drained) callbacks->on_drained();
      });
  // Not reported at once: the caller may be in the middle of something that on_end would end.
  if (status != 0) return;
  (void)write.release();
  ++writes_;
}

std::size_t PipeStream::queued_bytes() const { return uv_stream_get_write_queue_size(raw()); }

Result<PeerCredentials> PipeStream::peer() const {
  uv_os_fd_t fd = -1;
  const int status = uv_fileno(reinterpret_cast<const uv_handle_t*>(handle_.get()), &fd);
  if (status < 0) return error_from_uv(status, "read the peer's credentials");
  ucred credentials{};
  socklen_t length = sizeof credentials;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) {
    return error_from_errno(errno, "read the peer's credentials");
  }
  return PeerCredentials{credentials.pid, credentials.uid, credentials.gid, peer_groups(fd)};
}

}  // namespace quire::loop
