#pragma once
// One connection: bytes to requests, answers to bytes, in the framing that the client speaks.
// Loop thread only.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "daemon/commands/command_table.h"
#include "daemon/log/logger.h"
#include "daemon/loop/events.h"
#include "daemon/loop/pipe_stream.h"
#include "daemon/protocol/framing.h"

namespace quire::server {

struct SessionLimits {
  std::size_t request_bytes = 1U << 20;
  std::size_t outstanding = 64;             // requests that have no answer yet
  std::size_t backlog_bytes = 4U << 20;     // unread answers; at a quarter nothing more is read
  std::chrono::milliseconds stall{30'000};  // a paused client that reads nothing is dropped then
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  // `closed` is called once, when the session has ended by itself; it may drop the last reference.
  Session(loop::Loop& loop, std::unique_ptr<loop::PipeStream> stream, SessionLimits limits,
          commands::Context& context, log::Logger& log, std::function<void()> closed);
  // Requests in work are cancelled.
  ~Session();

  void start();
  // Sends `error` and ends the session once it is out.
  void refuse(const protocol::RpcError& error);
  // Reads nothing more and ends once all answers are out.
  void finish();

 private:
  struct Batch;
  // A request that has no answer yet.
  struct Outstanding {
    commands::CancelFlag cancelled;
    std::function<void()> taken_back{};  // may be empty
  };
  using OutstandingMap = std::multimap<std::string, Outstanding>;  // by the request's id

  void on_read(std::string_view bytes);
  void on_drained();
  void read_frames();
  void on_frame(protocol::Frame frame);
  void on_request(protocol::Request request, const std::shared_ptr<Batch>& batch,
                  const std::string& vim_channel);
  // The ways that a call has back to us, none of which minds if we have gone.
  void connect_call(commands::Call& call, OutstandingMap::iterator entry,
                    const std::shared_ptr<Batch>& batch, const std::string& vim_channel);
  void on_notification(const protocol::Request& request);
  void answer(const std::shared_ptr<Batch>& batch, const std::string& vim_channel,
              std::string response);
  void notify(std::string message);
  void send(std::string message);
  void pause_if_lagging();
  // Ends the session when the client reads nothing until the next look.
  void watch_for_stall();
  void end_if_finished();
  // Ends the session because the client does not read what it asked for.
  void drop(std::size_t unread);
  void end(std::string_view reason);

  loop::Loop& loop_;
  const std::unique_ptr<loop::PipeStream> stream_;
  const SessionLimits limits_;
  commands::Context& context_;
  log::Logger& log_;
  std::function<void()> closed_;

  protocol::FrameDecoder decoder_;
  const std::shared_ptr<commands::ClientState> client_;
  OutstandingMap outstanding_;
  loop::Timer stall_timer_;
  std::size_t queued_at_look_ = 0;
  bool paused_ = false;
  bool finishing_ = false;
  bool ended_ = false;
};

}  // namespace quire::server
