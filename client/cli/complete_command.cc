#include "client/cli/commands.h"
#include "client/cli/terminal.h"

namespace quire::cli {

ExitStatus run_complete(const Context& context, const CompleteOptions& options) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->complete(options.request);
  if (!found) return context.failed(found.error());
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    for (const protocol::Completion& one : found->value.completions) {
      context.out() << harmless(one.text) << '\t' << one.count << '\n';
    }
  }
  return found->value.completions.empty() ? ExitStatus::kNothingFound : ExitStatus::kDone;
}

}  // namespace quire::cli
