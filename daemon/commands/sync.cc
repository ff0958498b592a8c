#include "daemon/commands/sync.h"

#include "daemon/ingest/pipeline.h"

namespace quire::commands {

void sync(Context& context, Call call) {
  const auto request = protocol::decode_sync(call.request.params);
  if (!request) return call.fail(request.error());
  const std::chrono::milliseconds timeout(request->timeout_ms);
  context.pipeline.sync(timeout, [call = std::move(call)](const Result<std::uint64_t>& synced) {
    if (!synced) return call.fail(synced.error());
    call.succeed(protocol::SyncResponse{*synced});
  });
}

}  // namespace quire::commands
