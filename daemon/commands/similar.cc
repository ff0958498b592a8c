#include "daemon/commands/similar.h"

#include <algorithm>

#include "daemon/commands/forwarding.h"
#include "daemon/commands/hit.h"
#include "daemon/commands/which_article.h"
#include "index/base/format.h"

namespace quire::commands {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Result<protocol::SearchResponse> run_similar(Engine& engine,
                                             const protocol::SimilarRequest& request,
                                             const WhichArticle& which,
                                             const store::MatchGuard& guard) {
  const SteadyTime start = steady_clock::now();
  const auto stored = get_article(engine, which);
  if (!stored) return stored.error();
  store::SearchOptions options;
  options.limit = request.limit;
  options.guard = guard;
  const auto found = engine.searcher.similar(*stored, options);
  if (!found) return found.error();
  protocol::SearchResponse response;
  response.total = found->total;
  response.partial = found->partial;
  for (const store::FoundArticle& article : found->articles) {
    response.hits.push_back(to_found_hit(article, {}, {request.snippet_chars}, making_of(engine)));
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - start);
  response.took_us = static_cast<std::uint64_t>(took.count());
  return response;
}

}  // namespace

void similar(Context& context, Call call) {
  auto request = protocol::decode_similar(call.request.params);
  if (!request) return call.fail(request.error());
  if (is_forwarded(context, call, *request)) return;
  if (request->limit > context.limits.results) {
    return call.fail(Error{ErrorCode::kTooLarge,
                           format("\"limit\" may be at most {}", context.limits.results),
                           "ask for fewer, or raise limits.results"});
  }
  auto which = which_article(context, request->id, request->path);
  if (!which) return call.fail(which.error());
  const milliseconds allowed(std::min(request->deadline_ms, context.limits.deadline_ms));
  const store::MatchGuard guard(steady_clock::now() + allowed, call.cancelled);
  context.searchers.run(std::move(call),
                        [request = *std::move(request), which = *std::move(which), guard](
                            Engine& engine) { return run_similar(engine, request, which, guard); });
}

}  // namespace quire::commands
