#pragma once
// Requests about an article that another daemon has: they go there as they are, and its answer
// comes back. Loop thread only.

#include <chrono>

#include "daemon/commands/call.h"
#include "daemon/protocol/request.h"
#include "daemon/remotes/remotes.h"

namespace quire::commands {

using RequestText = std::function<std::string(remotes::Remote::RequestId)>;

// To the remote of that name; kNotFound to the client when there is none.
void forward(Context& context, Call call, const std::string& remote, const RequestText& request);

// Whether the request names an article of another daemon by its id. Then it is on its way there,
// and the call is taken.
template <class Request>
[[nodiscard]] bool is_forwarded(Context& context, Call& call, const Request& request) {
  auto there = remotes::split_id(request.id);
  if (!there) return false;
  Request forwarded = request;
  forwarded.id = std::move(there->second);
  forward(context, std::move(call), there->first,
          [&](std::uint64_t id) { return protocol::encode_request(id, forwarded); });
  return true;
}

}  // namespace quire::commands
