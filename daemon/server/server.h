#pragma once
// Listens, checks who is there, and keeps the sessions. Loop thread only.

#include <functional>
#include <memory>
#include <set>

#include "daemon/loop/pipe_listener.h"
#include "daemon/server/access.h"
#include "daemon/server/session.h"

namespace quire::server {

struct ServerOptions {
  std::size_t connections = 256;
  std::size_t clients_bytes = 24U << 20;  // that all sessions together may hold
  SessionLimits session;
  AccessRules access;
};

class Server {
 public:
  // `context` and `log` outlive the server.
  Server(loop::Loop& loop, ServerOptions options, commands::Context& context, log::Logger& log);

  // Begins to listen on a bound socket.
  [[nodiscard]] Result<void> listen(UniqueFd socket);

  // No more connections and requests; `finished` is called once all answers are out, or after
  // `patience`. The connections are closed when the server is destroyed.
  void shut_down(std::chrono::milliseconds patience, std::function<void()> finished);

  // From the next connection on.
  void set_options(ServerOptions options) { options_ = std::move(options); }
  [[nodiscard]] std::size_t connections() const { return sessions_.size(); }
  // In memory, of all sessions together; see Session::held_bytes().
  [[nodiscard]] std::size_t held_bytes() const;

 private:
  void on_connection(std::unique_ptr<loop::PipeStream> stream);
  void remove(const std::shared_ptr<Session>& session);
  // Ends those that hold most until there is room, but neither the one that grew last nor small
  // ones: one answer may be longer than all that is allowed, and who holds little is not to blame.
  void on_growth(const Session& grown, std::size_t more);
  void finish();

  loop::Loop& loop_;
  ServerOptions options_;
  commands::Context& context_;
  log::Logger& log_;
  std::unique_ptr<loop::PipeListener> listener_;
  std::set<std::shared_ptr<Session>> sessions_;
  std::size_t held_bound_ = 0;  // not less than what all sessions hold
  // Ended ones, kept until the callback that ended them has returned.
  std::vector<std::shared_ptr<Session>> ended_;
  loop::Timer sweep_timer_;
  loop::Timer patience_timer_;
  std::function<void()> finished_;
};

}  // namespace quire::server
