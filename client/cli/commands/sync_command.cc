#include "client/cli/commands/commands.h"
#include "index/base/format.h"

namespace quire::cli {

ExitStatus run_sync(const Context& context, const SyncOptions& options) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto done = connection->sync(options.request);
  if (!done) return context.failed(done.error());
  if (context.json()) {
    context.out() << done->json << '\n';
  } else {
    context.out() << "all that was dropped before is searchable\n";
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
