#include "daemon/commands/get.h"

#include <optional>

#include "daemon/commands/hit.h"
#include "daemon/commands/interpret.h"
#include "daemon/ingest/pipeline.h"
#include "index/base/uri.h"

namespace quire::commands {
namespace {

Result<protocol::GetResponse> run_get(Engine& engine, const protocol::GetRequest& request,
                                      const std::optional<article::FileKey>& file) {
  const auto asked = interpret(engine, request.query, false);
  if (!asked) return asked.error();
  const auto stored = file ? engine.searcher.get(*file) : engine.searcher.get(request.id);
  if (!stored) return stored.error();
  const std::string& body = stored->article.body;
  const auto matches = text::find_matches(body, asked->terms, engine.stemmer);

  protocol::GetResponse response;
  const auto first = matches.empty() ? std::nullopt : std::optional(matches.front().begin);
  response.article = to_hit(*stored, asked->terms, first, engine);
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
