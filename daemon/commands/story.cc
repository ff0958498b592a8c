#include "daemon/commands/story.h"

#include <algorithm>

#include "daemon/commands/forwarding.h"
#include "daemon/commands/hit.h"
#include "daemon/commands/which_article.h"

namespace quire::commands {
namespace {

// Each is read from the index.
constexpr std::size_t kMostVersions = 1000;

protocol::VersionState state_of(const story::Story::Member& member) {
  if (member.withdraws) return protocol::VersionState::kWithdrawal;
  if (member.withdrawn) return protocol::VersionState::kWithdrawn;
  return member.replaced ? protocol::VersionState::kReplaced : protocol::VersionState::kCurrent;
}

void count_publisher(const protocol::StoryVersion& version, protocol::StoryResponse& response) {
  const std::string& name =
      version.article.source.empty() ? version.agency : version.article.source;
  const auto known =
      std::find_if(response.publishers.begin(), response.publishers.end(),
                   [&](const protocol::FacetValue& one) { return one.value == name; });
  if (known != response.publishers.end()) {
    ++known->count;
  } else if (!name.empty()) {
    response.publishers.push_back({name, 1});
  }
}

void add_version(Engine& engine, const store::StoredArticle& stored, protocol::VersionState state,
                 protocol::StoryResponse& response) {
  protocol::StoryVersion version;
  version.article = to_hit(stored, {}, std::nullopt, making_of(engine));
  version.agency = stored.article.agency;
  version.version = stored.article.version;
  version.status = stored.article.status;
  version.state = state;
  count_publisher(version, response);
  response.versions.push_back(std::move(version));
}

Result<protocol::StoryResponse> run_story(Engine& engine, const WhichArticle& which) {
  const auto stored = get_article(engine, which);
  if (!stored) return stored.error();
  protocol::StoryResponse response;
  const auto found = engine.searcher.story_of(stored->id);
  if (!found) {
    response.story = stored->id;
    response.total = 1;
    add_version(engine, *stored, protocol::VersionState::kCurrent, response);
    return response;
  }
  response.story = story::to_id(found->id());
  response.total = found->members.size();
  for (const story::Story::Member& member : found->members) {
    if (response.versions.size() == kMostVersions) break;
    // One that has gone meanwhile is left out.
    const auto version = engine.searcher.get(story::to_id(member.article));
    if (version) add_version(engine, *version, state_of(member), response);
  }
  std::stable_sort(response.publishers.begin(), response.publishers.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return response;
}

}  // namespace

void story(Context& context, Call call) {
  auto request = protocol::decode_story(call.request.params);
  if (!request) return call.fail(request.error());
  if (is_forwarded(context, call, *request)) return;
  auto which = which_article(context, request->id, request->path);
  if (!which) return call.fail(which.error());
  context.searchers.run(std::move(call), [which = *std::move(which)](Engine& engine) {
    return run_story(engine, which);
  });
}

}  // namespace quire::commands
