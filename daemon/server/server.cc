#include "daemon/server/server.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "index/base/format.h"

namespace quire::server {
namespace {

constexpr int kBacklog = 128;
// A session that holds no more than that is not ended to make room.
constexpr std::size_t kSmall = 16U << 10;

}  // namespace

Server::Server(loop::Loop& loop, ServerOptions options, commands::Context& context,
               log::Logger& log)
    : loop_(loop),
      options_(std::move(options)),
      context_(context),
      log_(log),
      sweep_timer_(loop),
      patience_timer_(loop) {}

Result<void> Server::listen(UniqueFd socket) {
  auto listener = loop::PipeListener::listen(
      loop_, std::move(socket), kBacklog,
      [this](std::unique_ptr<loop::PipeStream> stream) { on_connection(std::move(stream)); });
  if (!listener) return listener.error();
  listener_ = *std::move(listener);
  return {};
}

void Server::on_connection(std::unique_ptr<loop::PipeStream> stream) {
  const auto peer = stream->peer();
  const bool allowed = peer && options_.access.allows(*peer);
  const bool full = sessions_.size() >= options_.connections;
  // The session must be known before it can end itself.
  auto slot = std::make_shared<std::weak_ptr<Session>>();
  SessionEvents events;
  events.closed = [this, slot] {
    if (const auto ended = slot->lock()) remove(ended);
  };
  events.grown = [this, slot](std::size_t more) {
    if (const auto grown = slot->lock()) on_growth(*grown, more);
  };
  auto session = std::make_shared<Session>(loop_, std::move(stream), options_.session, context_,
                                           log_, std::move(events));
  *slot = session;
  sessions_.insert(session);
  if (!allowed) {
    log_.warn("refused a connection of user {}", peer ? static_cast<long>(peer->uid) : -1L);
    return session->refuse({protocol::code::kTooBusyOrTooLarge,
                            "this daemon does not serve your user",
                            "its owner can add you to socket.allow_users", std::nullopt});
  }
  if (full) {
    log_.warn("refused a connection: there are {}", options_.connections);
    return session->refuse({protocol::code::kTooBusyOrTooLarge,
                            format("there are {} connections already", options_.connections),
                            "close some, or raise limits.connections", std::nullopt});
  }
  session->start();
}

void Server::remove(const std::shared_ptr<Session>& session) {
  if (sessions_.erase(session) == 0) return;
  // It is called from inside the session's own callbacks.
  ended_.push_back(session);
  if (finished_) {
    // Connections stay open until we go ourselves: their closing tells clients that all is over.
    if (sessions_.empty()) finish();
    return;
  }
  sweep_timer_.start(std::chrono::milliseconds{0}, [this] { ended_.clear(); });
}

std::size_t Server::held_bytes() const {
  std::size_t held = 0;
  for (const auto& session : sessions_) held += session->held_bytes();
  return held;
}

void Server::on_growth(const Session& grown, std::size_t more) {
  // What sessions let go of is only counted here, when it matters.
  held_bound_ += more;
  if (held_bound_ <= options_.clients_bytes) return;
  held_bound_ = held_bytes();
  std::vector<std::pair<std::size_t, std::shared_ptr<Session>>> holders;
  for (const auto& session : sessions_) {
    const std::size_t held = session->held_bytes();
    if (held > kSmall && session.get() != &grown) holders.emplace_back(held, session);
  }
  std::sort(holders.begin(), holders.end(), std::greater<>());
  for (const auto& [held, session] : holders) {
    if (held_bound_ <= options_.clients_bytes) return;
    held_bound_ -= held;
    session->drop_for_room();
  }
}

void Server::shut_down(std::chrono::milliseconds patience, std::function<void()> finished) {
  if (finished_) return;
  finished_ = std::move(finished);
  listener_.reset();
  const auto sessions = sessions_;
  for (const auto& session : sessions) session->finish();
  if (sessions_.empty()) return finish();
  patience_timer_.start(patience, [this] { finish(); });
}

void Server::finish() {
  patience_timer_.stop();
  const auto finished = std::exchange(finished_, nullptr);
  if (finished) finished();
}

}  // namespace quire::server
