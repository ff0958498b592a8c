#include "daemon/commands/explain.h"

#include <algorithm>

#include "daemon/commands/forwarding.h"
#include "daemon/commands/interpret.h"
#include "daemon/commands/which_article.h"
#include "index/query/explain.h"

namespace quire::commands {
namespace {

using std::chrono::milliseconds;

protocol::ExplainedPart to_message(query::ExplainedPart part) {
  protocol::ExplainedPart out;
  out.query = std::move(part.text);
  out.role = query::name_of(part.role);
  out.matches = part.matches;
  out.weight = part.weight;
  out.words = std::move(part.words);
  out.cut = part.cut;
  for (query::ExplainedPart& inner : part.parts) out.parts.push_back(to_message(std::move(inner)));
  return out;
}

Result<protocol::ExplainResponse> run_explain(Engine& engine,
                                              const protocol::ExplainRequest& request,
                                              const WhichArticle& which,
                                              const store::MatchGuard& guard) {
  const auto recency = read_recency(request.recency);
  if (!recency) return recency.error();
  const auto stored = get_article(engine, which);
  if (!stored) return stored.error();
  const auto read = read_query(engine, request.query, false, guard);
  if (!read) return read.error();
  auto explained =
      query::explain(read->tree, read->options(engine), *recency, engine.searcher, stored->id);
  if (!explained) return explained.error();
  protocol::ExplainResponse response{std::move(explained->reason),
                                     to_message(std::move(explained->query)), explained->score};
  for (query::ExplainedGain& gain : explained->gains) {
    response.gains.push_back(
        {std::string(query::name_of(gain.by)), std::move(gain.words), gain.weight});
  }
  return response;
}

}  // namespace

void explain(Context& context, Call call) {
  auto request = protocol::decode_explain(call.request.params);
  if (!request) return call.fail(request.error());
  if (is_forwarded(context, call, *request)) return;
  auto which = which_article(context, request->id, request->path);
  if (!which) return call.fail(which.error());
  const milliseconds allowed(std::min(request->deadline_ms, context.limits.deadline_ms));
  const store::MatchGuard guard(std::chrono::steady_clock::now() + allowed, call.cancelled);
  context.searchers.run(std::move(call),
                        [request = *std::move(request), which = *std::move(which), guard](
                            Engine& engine) { return run_explain(engine, request, which, guard); });
}

}  // namespace quire::commands
