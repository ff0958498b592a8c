#pragma once
// One request on its way through the daemon, and what all commands share. Loop thread only, unless
// said otherwise.

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/protocol/request.h"
#include "daemon/protocol/response.h"
#include "index/base/clock.h"

namespace quire::ingest {
class Pipeline;
}

namespace quire::alerts {
class Alerts;
}

namespace quire::remotes {
class Remotes;
}

namespace quire::delivery {
class DurableAlerts;
}

namespace quire::commands {

class SearchPool;

// Set by whoever does not want the answer any more; read by the thread that works on it.
using CancelFlag = std::shared_ptr<std::atomic<bool>>;

// What a connection's requests have in common.
struct ClientState {
  // What runs, by method and session; a newer one cancels the older.
  std::map<std::pair<std::string, std::string>, std::weak_ptr<std::atomic<bool>>> sessions;

  // Of its subscriptions; 0: it has never had any.
  std::uint64_t outlet = 0;
  // The connection's part, set by it as long as it lives. Sends notifications, in one write; false,
  // and none is sent, while the client lags.
  std::function<bool(std::vector<std::string>)> push;
  // Sends it however much is unread; to be used sparingly.
  std::function<void(std::string)> tell;
  // Called by the connection when the client has read what was sent, and when it has gone.
  std::function<void()> drained;
  std::function<void()> ended;
};

struct Call {
  protocol::Request request;
  CancelFlag cancelled;
  std::shared_ptr<ClientState> client;
  // The whole response as JSON text. To be called once, on the loop; it may come after the client
  // has gone.
  std::function<void(std::string)> respond;
  // Sends a notification about this request, the whole of it as JSON text. On the loop, any number
  // of times; it may come after the client has gone, and is left out while the client lags.
  std::function<void(std::string)> notify;
  // Says what is called, on the loop, when the client takes the request back; before it is
  // answered. The call goes on all the same, and `cancelled` is set first.
  std::function<void(std::function<void()>)> when_cancelled;

  void fail(const Error& error) const {
    respond(protocol::encode_error(request.id, protocol::to_rpc(error)));
  }
  template <class Response>
  void succeed(const Response& response) const {
    using protocol::encode_response;
    respond(encode_response(request.id, response));
  }
};

// What the answer to `status` needs of the rest of the daemon.
struct DaemonFacts {
  std::string version;
  std::string index;
  SteadyTime started{};
  std::function<std::uint64_t()> connections;
};

struct CommandLimits {
  std::uint32_t results = 1000;        // a search may ask for
  std::uint32_t deadline_ms = 10'000;  // the longest a search may take
};

struct Context {
  ingest::Pipeline& pipeline;
  SearchPool& searchers;
  alerts::Alerts& alerts;
  remotes::Remotes& remotes;
  delivery::DurableAlerts& durable;
  const Clock& clock;
  DaemonFacts facts;
  CommandLimits limits;
  std::function<void()> shut_down;  // begins to end the daemon
};

}  // namespace quire::commands
