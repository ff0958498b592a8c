#include "daemon/commands/get.h"

#include <optional>

#include "daemon/commands/forwarding.h"
#include "daemon/commands/hit.h"
#include "daemon/commands/interpret.h"
#include "daemon/commands/which_article.h"

namespace quire::commands {
namespace {

Result<protocol::GetResponse> run_get(Engine& engine, const protocol::GetRequest& request,
                                      const WhichArticle& which) {
  const auto asked = interpret(engine, request.query, false);
  if (!asked) return asked.error();
  const auto stored = get_article(engine, which);
  if (!stored) return stored.error();
  const std::string& body = stored->article.body;
  text::Stemmer& stemmer = engine.stemmers.of(stored->article.language);
  const auto matches = text::find_matches(body, asked->terms, stemmer);

  protocol::GetResponse response;
  const auto first = matches.empty() ? std::nullopt : std::optional(matches.front().begin);
  response.article = to_hit(*stored, asked->terms, first, making_of(engine));
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
  if (is_forwarded(context, call, *request)) return;
  auto which = which_article(context, request->id, request->path);
  if (!which) return call.fail(which.error());
  context.searchers.run(std::move(call),
                        [request = *std::move(request), which = *std::move(which)](Engine& engine) {
                          return run_get(engine, request, which);
                        });
}

}  // namespace quire::commands
