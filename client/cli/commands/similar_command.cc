#include "client/cli/commands/commands.h"
#include "client/cli/commands/found_output.h"
#include "client/cli/commands/named_article.h"

namespace quire::cli {

ExitStatus run_similar(const Context& context, const SimilarOptions& options) {
  auto named = named_article(options.article, context.environment());
  if (!named) return context.failed(named.error());
  protocol::SimilarRequest request = options.request;
  request.id = std::move(named->id);
  request.path = std::move(named->path);
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->similar(request);
  if (!found) return context.failed(found.error());
  write_found(context, options.format, *found, {});
  return found->value.hits.empty() ? ExitStatus::kNothingFound : ExitStatus::kDone;
}

}  // namespace quire::cli
