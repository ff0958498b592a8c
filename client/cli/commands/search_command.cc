#include "client/cli/commands/commands.h"
#include "client/cli/commands/found_output.h"
#include "index/base/format.h"

namespace quire::cli {

ExitStatus run_search(const Context& context, const SearchOptions& options) {
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->search(options.request);
  if (!found) return context.query_failed(found.error(), options.request.query);
  write_found(context, options.format, *found,
              {options.request.offset, !options.request.cursor.empty()});
  const bool for_people = options.format.format == Format::kText;
  if (for_people && !found->value.corrected.empty()) {
    context.note(format("Did you mean: {}", found->value.corrected));
  }
  for (const protocol::Unreachable& one : found->value.unreachable) {
    context.warn(format("the remote \"{}\" was not searched: {}", harmless(one.remote),
                        harmless(one.reason)));
  }
  if (found->value.partial && found->value.unreachable.empty()) {
    context.warn("the answer is partial: not all of the index could be searched in time");
  }
  return found->value.total > 0 ? ExitStatus::kDone : ExitStatus::kNothingFound;
}

}  // namespace quire::cli
