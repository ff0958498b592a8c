#pragma once
// Another daemon, which is asked besides our own index: one connection to it, made when it is
// needed, and the requests that wait for its answers. Loop thread only.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/loop/events.h"
#include "daemon/loop/peer.h"
#include "daemon/protocol/framing.h"
#include "index/base/clock.h"

namespace quire::remotes {

struct RemoteOptions {
  std::string name;
  std::string socket;                // of the other daemon; or
  std::vector<std::string> command;  // a program that joins its input and output with that socket
  std::chrono::milliseconds timeout{2000};  // of an answer, if the request has not less
};

struct RemoteStatus {
  std::string name;
  bool connected = false;
  std::uint64_t asked = 0;
  std::uint64_t failed = 0;
  std::chrono::milliseconds took{0};  // the last answer
  std::string error;                  // the last one; empty once it has answered again
};

class Remote {
 public:
  // The text of the whole response, which may tell of an error; or why there is none:
  // kDeadlineExceeded when it took too long, kIo when it cannot be reached, kBusy when it does not
  // read what it was sent.
  using Done = std::function<void(Result<std::string> response)>;
  using RequestId = std::uint64_t;

  Remote(loop::Loop& loop, const Clock& clock, RemoteOptions options);

  // `request(id)` is the request's text with that id. `done` is called once, perhaps before this
  // returns. Waits for at most `timeout`, or the remote's own.
  RequestId ask(const std::function<std::string(RequestId)>& request,
                std::chrono::milliseconds timeout, Done done);
  // Nobody wants the answer any more: `done` is called with kCancelled, unless it was called
  // before.
  void take_back(RequestId id);

  [[nodiscard]] const std::string& name() const { return options_.name; }
  [[nodiscard]] RemoteStatus status() const;

 private:
  struct Waiting {
    Done done;
    SteadyTime since;
    SteadyTime until;
  };

  [[nodiscard]] Result<void> connect();
  void on_read(std::string_view bytes);
  void on_response(std::string text);
  void send_cancellation(RequestId id);
  void hang_up(const Error& why);
  void finish(RequestId id, Result<std::string> response);
  void look_at_the_clock();
  void wait_for_the_next();

  loop::Loop& loop_;
  const Clock& clock_;
  const RemoteOptions options_;
  std::unique_ptr<loop::Peer> peer_;  // null when there is no connection
  std::unique_ptr<protocol::FrameDecoder> decoder_;
  std::map<RequestId, Waiting> waiting_;
  RequestId last_id_ = 0;
  // While it answers nothing: how often in a row it took too long.
  std::uint32_t silent_ = 0;
  SteadyTime next_try_{};
  Error broken_;  // why it was hung up last
  loop::Timer timer_;
  RemoteStatus status_;
};

// The id of a response, of which the rest may be long; 0 for anything else.
[[nodiscard]] std::uint64_t id_of_response(std::string_view text);

}  // namespace quire::remotes
