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
  std::size_t request_bytes = 1U << 20;     // of one, and of all that have no answer yet
  std::size_t outstanding = 64;             // requests that have no answer yet
  std::size_t backlog_bytes = 4U << 20;     // unread answers; at a quarter nothing more is read
  std::chrono::milliseconds stall{30'000};  // a paused client that reads nothing is dropped then
};

// What a session tells its owner.
struct SessionEvents {
  // It has ended by itself; called once. May drop the last reference.
  std::function<void()> closed;
  // What it holds in memory has grown, to more than before by so many bytes. May end other
  // sessions.
  std::function<void(std::size_t more)> grown;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(loop::Loop& loop, std::unique_ptr<loop::PipeStream> stream, SessionLimits limits,
          commands::Context& context, log::Logger& log, SessionEvents events);
  // Requests in work are cancelled.
  ~Session();

  void start();
  // Sends `error` and ends the session once it is out.
  void refuse(const protocol::RpcError& error);
  // Reads nothing more and ends once all answers are out.
  void finish();
  // Tells the client that the daemon has no room for what it holds, and ends the session.
  void drop_for_room();

  // Bytes of half a request, of requests in work, and of answers that are not sent yet.
  [[nodiscard]] std::size_t held_bytes() const;

 private:
  struct Batch;
  // A request that has no answer yet.
  struct Outstanding {
    commands::CancelFlag cancelled;
    std::size_t bytes = 0;
    std::function<void()> taken_back{};  // may be empty
  };
  using OutstandingMap = std::multimap<std::string, Outstanding>;  // by the request's id

  void on_read(std::string_view bytes);
  void on_drained();
  // As many as make a turn.
  void read_frames();
  // Lets the others have theirs before more is read.
  void end_turn();
  void take_turn();
  void on_frame(protocol::Frame frame);
  // `bytes`: its part of the frame.
  void on_request(protocol::Request request, std::size_t bytes, const std::shared_ptr<Batch>& batch,
                  const std::string& vim_channel);
  [[nodiscard]] std::optional<Error> too_much_in_work(std::size_t bytes) const;
  // The ways that a call has back to us, none of which minds if we have gone.
  void connect_call(commands::Call& call, OutstandingMap::iterator entry,
                    const std::shared_ptr<Batch>& batch, const std::string& vim_channel);
  void on_notification(const protocol::Request& request);
  void answer(const std::shared_ptr<Batch>& batch, const std::string& vim_channel,
              const std::string& id, std::string response);
  void add_to_batch(Batch& batch, const std::string& id, std::string response);
  void notify(std::string message);
  void tell(std::string message);
  [[nodiscard]] std::string framed_news(std::string message) const;
  // What its subscriptions send goes this way.
  void connect_client();
  void send(std::string message);
  void write(std::string frames);
  void pause_if_lagging();
  // Ends the session when the client reads nothing until the next look.
  void watch_for_stall();
  void end_if_finished();
  // Ends the session because the client does not read what it asked for.
  void drop(std::size_t unread);
  void end(std::string_view reason);
  void account();

  loop::Loop& loop_;
  const std::unique_ptr<loop::PipeStream> stream_;
  const SessionLimits limits_;
  commands::Context& context_;
  log::Logger& log_;
  SessionEvents events_;

  protocol::FrameDecoder decoder_;
  const std::shared_ptr<commands::ClientState> client_;
  OutstandingMap outstanding_;
  std::size_t work_bytes_ = 0;   // of the requests in outstanding_
  std::size_t batch_bytes_ = 0;  // of answers that wait for the rest of their batch
  std::size_t accounted_ = 0;    // of held_bytes(), at the last look
  loop::Timer turn_timer_;       // runs while others have their turns
  bool turned_away_ = false;     // requests, in this turn
  std::size_t requests_in_turn_ = 0;
  loop::Timer stall_timer_;
  std::size_t queued_at_look_ = 0;
  bool paused_ = false;
  bool finishing_ = false;
  bool ended_ = false;
};

}  // namespace quire::server
