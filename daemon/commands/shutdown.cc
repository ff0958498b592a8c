#include "daemon/commands/shutdown.h"

namespace quire::commands {

void shutdown(Context& context, Call call) {
  const auto request = protocol::decode_shutdown(call.request.params);
  if (!request) return call.fail(request.error());
  call.succeed(protocol::ShutdownResponse{});
  context.shut_down();
}

}  // namespace quire::commands
