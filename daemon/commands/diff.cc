#include "daemon/commands/diff.h"

#include <algorithm>
#include <array>

#include "daemon/commands/forwarding.h"
#include "daemon/commands/hit.h"
#include "daemon/commands/which_article.h"
#include "index/article/article.h"
#include "index/base/format.h"
#include "index/text/likeness/word_diff.h"

namespace quire::commands {
namespace {

// In the order of text::Change.
constexpr std::array kChanges = {"same", "removed", "added"};

std::vector<protocol::DiffPart> to_parts(std::string_view older, std::string_view newer) {
  std::vector<protocol::DiffPart> parts;
  for (text::DiffPart& part : text::diff_words(older, newer)) {
    parts.push_back({kChanges.at(static_cast<std::size_t>(part.change)), std::move(part.text)});
  }
  return parts;
}

struct Neighbour {
  std::string id;
  bool is_newer = false;
};

// The version that came before it; of the first one, that which came next.
Result<Neighbour> neighbour_of(Engine& engine, const std::string& id) {
  const auto story = engine.searcher.story_of(id);
  if (!story || story->members.size() < 2) {
    return Error{ErrorCode::kNotFound, format("there is no other version of {}", id),
                 "name two articles"};
  }
  const auto& members = story->members;
  const auto itself = std::find_if(members.begin(), members.end(), [&](const auto& member) {
    return story::to_id(member.article) == id;
  });
  const bool is_first = itself == members.begin() || itself == members.end();
  return Neighbour{story::to_id(is_first ? members[1].article : std::prev(itself)->article),
                   is_first};
}

Result<protocol::DiffResponse> run_diff(Engine& engine, const WhichArticle& which,
                                        const std::optional<WhichArticle>& with) {
  auto newer = get_article(engine, which);
  if (!newer) return newer.error();
  Neighbour neighbour;
  if (!with) {
    auto found = neighbour_of(engine, newer->id);
    if (!found) return found.error();
    neighbour = *std::move(found);
  }
  auto older = with ? get_article(engine, *with) : engine.searcher.get(neighbour.id);
  if (!older) return older.error();
  if (neighbour.is_newer) std::swap(older, newer);
  protocol::DiffResponse response;
  response.older = to_hit(*older, {}, std::nullopt, making_of(engine));
  response.newer = to_hit(*newer, {}, std::nullopt, making_of(engine));
  response.title = to_parts(older->article.title, newer->article.title);
  response.text = to_parts(older->article.body, newer->article.body);
  return response;
}

}  // namespace

void diff(Context& context, Call call) {
  auto request = protocol::decode_diff(call.request.params);
  if (!request) return call.fail(request.error());
  if (const auto there = remotes::split_id(request->id)) {
    // Both have to be on the same machine.
    const auto other = remotes::split_id(request->with);
    if (other && other->first == there->first) request->with = other->second;
  }
  if (is_forwarded(context, call, *request)) return;
  auto which = which_article(context, request->id, request->path);
  if (!which) return call.fail(which.error());
  std::optional<WhichArticle> with;
  if (!request->with.empty()) {
    const bool is_id = article::is_article_id(request->with);
    auto other = which_article(context, is_id ? request->with : "", is_id ? "" : request->with);
    if (!other) return call.fail(other.error());
    with = *std::move(other);
  }
  context.searchers.run(std::move(call),
                        [which = *std::move(which), with = std::move(with)](Engine& engine) {
                          return run_diff(engine, which, with);
                        });
}

}  // namespace quire::commands
