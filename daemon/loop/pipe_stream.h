#pragma once
// One end of a Unix stream socket. Loop thread only.

#include <sys/types.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/loop/loop.h"

namespace quire::loop {

struct PeerCredentials {
  pid_t pid = 0;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;  // supplementary ones, where the system tells them
};

class PipeStream {
 public:
  struct Callbacks {
    std::function<void(std::string_view bytes)> on_read;
    // Nothing is read any more. Without an error the other side has closed its sending half and may
    // still be reading; with one (at most once, perhaps after the other) the connection is broken,
    // or the other side has gone.
    std::function<void(std::optional<Error> error)> on_end;
    // The write queue has become empty.
    std::function<void()> on_drained;
  };

  explicit PipeStream(Loop& loop);
  // Closes; what is still queued is dropped.
  ~PipeStream();

  // Any callback may destroy the stream.
  void set_callbacks(Callbacks callbacks);
  void resume_reading();
  void pause_reading();
  // Queues `bytes`; see queued_bytes() for how far the reader lags. Errors come through on_end.
  void write(std::string bytes);
  [[nodiscard]] std::size_t queued_bytes() const;
  [[nodiscard]] Result<PeerCredentials> peer() const;  // SO_PEERCRED, SO_PEERGROUPS

  [[nodiscard]] uv_stream_t* raw() const;

 private:
  struct Write;
  void on_read(ssize_t count, const uv_buf_t* buffer);
  void finish(std::optional<Error> error);
  // Sends what the socket takes at once; the rest of it, in no more memory than that takes.
  [[nodiscard]] std::string unsent(std::string bytes);
  // Whether the other side has closed both halves; seldom known before something is read or
  // written.
  [[nodiscard]] bool is_hung_up() const;

  // Bytes; longer writes are not kept as a whole.
  static constexpr std::size_t kLong = 32U << 10;

  Loop& loop_;
  OwnedHandle<uv_pipe_t> handle_;
  std::shared_ptr<const Callbacks> callbacks_;  // shared with the call under way
  bool read_to_end_ = false;
  bool broken_ = false;
  std::size_t writes_ = 0;             // under way
  std::shared_ptr<PipeStream*> self_;  // lets a finished write see that the stream has gone
};

}  // namespace quire::loop
