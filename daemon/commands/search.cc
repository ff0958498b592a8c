#include "daemon/commands/search.h"

#include <algorithm>
#include <array>

#include "daemon/commands/correct.h"
#include "daemon/commands/cursor.h"
#include "daemon/commands/everywhere.h"
#include "daemon/commands/hit.h"
#include "daemon/commands/interpret.h"
#include "daemon/commands/sessions.h"
#include "daemon/ingest/pipeline.h"
#include "daemon/remotes/remotes.h"
#include "index/base/format.h"

namespace quire::commands {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What was found by the deadline is still to be shown.
constexpr milliseconds kShowingGrace{200};

constexpr std::array kFacets = {
    std::pair{"source", store::FacetField::kSource},
    std::pair{"section", store::FacetField::kSection},
    std::pair{"author", store::FacetField::kAuthor},
    std::pair{"place", store::FacetField::kPlace},
    std::pair{"language", store::FacetField::kLanguage},
    std::pair{"tag", store::FacetField::kTag},
    std::pair{"year", store::FacetField::kYear},
    std::pair{"month", store::FacetField::kMonth},
    std::pair{"day", store::FacetField::kDay},
};

store::Sort to_sort(protocol::SortOrder order) {
  switch (order) {
    case protocol::SortOrder::kRelevance:
      return store::Sort::kRelevance;
    case protocol::SortOrder::kNewest:
      return store::Sort::kNewest;
    case protocol::SortOrder::kOldest:
      return store::Sort::kOldest;
  }
  return store::Sort::kRelevance;
}

// A page of stories is not one of articles, and one with another order of the same query is
// another.
std::string cursor_query(const protocol::SearchRequest& request) {
  std::string query = request.stories ? request.query : request.query + '\n';
  if (!request.recency.empty()) query += '\r' + request.recency;
  return query;
}

Result<store::SearchOptions> to_options(const protocol::SearchRequest& request,
                                        const store::MatchGuard& guard) {
  store::SearchOptions options;
  if (!request.cursor.empty()) {
    auto page = read_cursor(request.cursor, cursor_query(request), to_sort(request.sort));
    if (!page) return page.error();
    options.page = *std::move(page);
  }
  options.offset = request.offset;
  options.limit = request.limit;
  options.once_a_story = request.stories;
  options.sort = to_sort(request.sort);
  options.guard = guard;
  auto recency = read_recency(request.recency, options.page.as_of);
  if (!recency) return recency.error();
  if (*recency && options.sort == store::Sort::kRelevance) options.page.as_of = (*recency)->now;
  options.ranking.recency = *recency;
  for (const auto& [name, field] : kFacets) {
    const auto& wanted = request.facets;
    if (std::find(wanted.begin(), wanted.end(), name) != wanted.end()) {
      options.facets.push_back(field);
    }
  }
  return options;
}

protocol::Facet to_facet(const store::FacetCounts& counts) {
  protocol::Facet facet;
  facet.field = std::find_if(kFacets.begin(), kFacets.end(), [&](const auto& known) {
                  return known.second == counts.field;
                })->first;
  facet.exact = counts.exact;
  facet.cut = counts.cut;
  for (const auto& [value, count] : counts.values) facet.values.push_back({value, count});
  return facet;
}

protocol::ExpandedWord to_message(const query::ExpandedWord& expanded) {
  constexpr std::size_t kShown = 20;
  protocol::ExpandedWord out;
  out.written = expanded.written;
  out.count = expanded.expansion.words.size();
  out.cut = expanded.expansion.cut;
  for (const query::IndexWord& word : expanded.expansion.words) {
    if (out.words.size() == kShown) break;
    out.words.push_back(word.text);
  }
  return out;
}

void submit(Context& context, Call call, protocol::SearchRequest request, SteadyTime deadline) {
  const CancelFlag cancelled = call.cancelled;
  context.searchers.run(std::move(call),
                        [request = std::move(request), deadline, cancelled](Engine& engine) {
                          return run_search(engine, request, deadline, cancelled);
                        });
}

void search_here(Context& context, Call call, protocol::SearchRequest request, SteadyTime deadline,
                 milliseconds allowed) {
  if (!request.sync) return submit(context, std::move(call), std::move(request), deadline);
  auto shared = std::make_shared<Call>(std::move(call));
  context.pipeline.sync(allowed, [&context, shared, request = std::move(request),
                                  deadline](const Result<std::uint64_t>& synced) {
    if (!synced) return shared->fail(synced.error());
    submit(context, std::move(*shared), request, deadline);
  });
}

}  // namespace

Result<protocol::SearchResponse> run_search(Engine& engine, const protocol::SearchRequest& request,
                                            SteadyTime deadline, const CancelFlag& cancelled,
                                            const std::function<SteadyTime()>& now) {
  const SteadyTime start = steady_clock::now();
  const store::MatchGuard guard(deadline, cancelled, now);
  auto options = to_options(request, guard);
  if (!options) return options.error();
  const auto asked = interpret(engine, request.query, request.typing, guard);
  if (!asked) return asked.error();
  const auto recency = options->ranking.recency;
  options->ranking = asked->translated.ranking;
  options->ranking.recency = recency;
  options->terms_only = asked->translated.terms_only;
  auto found = engine.searcher.search(asked->translated.query, *options);
  if (!found) return found.error();

  protocol::SearchResponse response;
  response.total = found->total;
  response.total_exact = found->exact;
  response.partial = found->partial;
  for (const store::AddedWord& word : found->added) response.added.push_back(word.stem);
  const text::SnippetSize size{request.snippet_chars, request.fragments};
  bool more = found->more;
  for (const store::FoundArticle& article : found->articles) {
    if (cancelled && *cancelled)
      return Error{ErrorCode::kCancelled, "the search was cancelled", {}};
    if (!response.hits.empty() && now() > deadline + kShowingGrace) {
      response.partial = true;
      response.total_exact = false;
      more = true;
      break;
    }
    response.hits.push_back(to_found_hit(article, asked->terms, size, making_of(engine)));
    const bool is_version = request.stories && article.story;
    options->page.pass(options->sort, article.stored.id, article.stored.article.published,
                       is_version ? std::optional(article.story->id()) : std::nullopt);
  }
  // What an offset left out is not known by its ids.
  if (more && request.offset == 0) {
    response.cursor = cursor_text(cursor_query(request), options->sort, options->page);
  }
  for (const store::FacetCounts& counts : found->facets) {
    response.facets.push_back(to_facet(counts));
  }
  for (const query::ExpandedWord& expanded : asked->translated.expansions) {
    response.expanded.push_back(to_message(expanded));
  }
  const bool first_page = request.offset == 0 && request.cursor.empty();
  if (first_page && !request.typing && !found->partial) {
    response.corrected = corrected_query(engine, request.query, found->total,
                                         store::MatchGuard(deadline, cancelled, now));
  }
  const auto took = std::chrono::duration_cast<microseconds>(steady_clock::now() - start);
  response.took_us = static_cast<std::uint64_t>(took.count());
  return response;
}

void search(Context& context, Call call) {
  auto request = protocol::decode_search(call.request.params);
  if (!request) return call.fail(request.error());
  if (request->limit > context.limits.results) {
    return call.fail(Error{ErrorCode::kTooLarge,
                           format("\"limit\" may be at most {}", context.limits.results),
                           "page with \"offset\", or raise limits.results"});
  }
  const milliseconds allowed(std::min(request->deadline_ms, context.limits.deadline_ms));
  const SteadyTime deadline = steady_clock::now() + allowed;
  supersede(call, request->session);
  const auto here = [&context, deadline, allowed](Call ours, protocol::SearchRequest asked) {
    search_here(context, std::move(ours), std::move(asked), deadline, allowed);
  };
  if (context.remotes.empty() || !request->remotes) {
    return here(std::move(call), *std::move(request));
  }
  search_everywhere(context, std::move(call), *std::move(request), deadline, here);
}

}  // namespace quire::commands
