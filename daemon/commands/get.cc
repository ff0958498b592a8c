#include "daemon/commands/get.h"

#include <optional>

#include "daemon/commands/hit.h"
#include "daemon/ingest/pipeline.h"
#include "index/base/uri.h"
#include "index/query/match_terms.h"
#include "index/query/parser.h"

namespace quire::commands {
namespace {

Result<protocol::GetResponse> run_get(Engine& engine, const protocol::GetRequest& request,
                                      const std::optional<article::FileKey>& file) {
  const auto tree = query::parse(request.query);
  if (!tree) return tree.error();
  const auto stored = file ? engine.searcher.get(*file) : engine.searcher.get(request.id);
  if (!stored) return stored.error();
  const text::MatchTerms terms = query::match_terms(*tree, engine.stemmer);
  const std::string& body = stored->article.body;
  const auto matches = text::find_matches(body, terms, engine.stemmer);

  protocol::GetResponse response;
  const auto first = matches.empty() ? std::nullopt : std::optional(matches.front().begin);
  response.article = to_hit(*stored, terms, first, engine);
  response.text = body;
  response.tags = stored->article.tags;
  response.agency = stored->article.agency;
  response.url = stored->article.url;
  response.guid = stored->article.guid;
  response.version = stored->article.version;
  response.highlights = to_highlights(text::to_code_points(body, matches));
  return response;
}

}  // namespace

void get(Context& context, Call call) {
  auto request = protocol::decode_get(call.request.params);
  if (!request) return call.fail(request.error());
  std::optional<article::FileKey> file;
  if (!request->path.empty()) {
    const auto path = file_uri_to_path(request->path);
    auto located = context.pipeline.locate(path.value_or(request->path));
    if (!located) return call.fail(located.error());
    file = *std::move(located);
  }
  context.searchers.run(std::move(call), [request = *std::move(request), file](Engine& engine) {
    return run_get(engine, request, file);
  });
}

}  // namespace quire::commands
