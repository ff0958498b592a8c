#include <array>

#include "daemon/protocol/param_reader.h"
#include "daemon/protocol/request.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

constexpr std::array<std::string_view, 3> kSortNames = {"relevance", "newest", "oldest"};
constexpr std::array<std::string_view, 9> kFacetNames = {
    "source", "section", "author", "place", "language", "tag", "year", "month", "day"};
constexpr std::array<std::string_view, 6> kCompletedFields = {"source", "section",  "author",
                                                              "place",  "language", "tag"};

bool is_absolute(std::string_view path) {
  return path.starts_with('/') || path.starts_with("file:");
}

template <class Request>
Result<Request> finished(ParamReader& reader, Request request) {
  if (auto read = reader.finish(); !read) return read.error();
  return request;
}

// Which article a request is about.
void read_article(ParamReader& reader, std::string_view method, std::string& id,
                  std::string& path) {
  reader.text("id", id);
  reader.text("path", path);
  if (id.empty() == path.empty()) {
    reader.fail(format("\"{}\" needs one of the parameters \"id\" and \"path\"", method), {});
  }
}

Json article_params(const std::string& id, const std::string& path) {
  Json params = Json::object();
  if (!id.empty()) params["id"] = id;
  if (!path.empty()) params["path"] = path;
  return params;
}

}  // namespace

Result<SearchRequest> decode_search(const Params& params) {
  ParamReader reader(params, "search");
  SearchRequest request;
  std::size_t sort = 0;
  reader.text("query", request.query);
  reader.number("limit", request.limit, 0, 100'000);
  reader.number("offset", request.offset, 0, 100'000);
  reader.text("cursor", request.cursor);
  reader.one_of("sort", sort, kSortNames);
  reader.text("recency", request.recency);
  reader.some_of("facets", request.facets, kFacetNames);
  reader.number("snippet_chars", request.snippet_chars, 0, 2000);
  reader.number("fragments", request.fragments, 1, 5);
  reader.flag("stories", request.stories);
  reader.flag("typing", request.typing);
  reader.flag("sync", request.sync);
  reader.number("deadline_ms", request.deadline_ms, 1, 60'000);
  reader.text("session", request.session);
  reader.flag("remotes", request.remotes);
  if (!reader.has("query")) {
    reader.fail("\"search\" needs the parameter \"query\"", "an empty string finds all articles");
  }
  if (!request.cursor.empty() && request.offset > 0) {
    reader.fail("\"search\" takes \"cursor\" or \"offset\", not both",
                "a cursor goes on where its page ended");
  }
  request.sort = static_cast<SortOrder>(sort);
  return finished(reader, std::move(request));
}

Result<CompleteRequest> decode_complete(const Params& params) {
  ParamReader reader(params, "complete");
  CompleteRequest request;
  std::size_t field = 0;
  reader.text("prefix", request.prefix);
  reader.one_of("field", field, kCompletedFields);
  reader.number("limit", request.limit, 1, 1000);
  reader.number("deadline_ms", request.deadline_ms, 1, 60'000);
  reader.text("session", request.session);
  if (!reader.has("prefix")) {
    reader.fail("\"complete\" needs the parameter \"prefix\"",
                "an empty string begins all words and values");
  }
  if (reader.has("field")) request.field = kCompletedFields.at(field);
  return finished(reader, std::move(request));
}

Result<GetRequest> decode_get(const Params& params) {
  ParamReader reader(params, "get");
  GetRequest request;
  read_article(reader, "get", request.id, request.path);
  reader.text("query", request.query);
  return finished(reader, std::move(request));
}

Result<SimilarRequest> decode_similar(const Params& params) {
  ParamReader reader(params, "similar");
  SimilarRequest request;
  read_article(reader, "similar", request.id, request.path);
  reader.number("limit", request.limit, 0, 100'000);
  reader.number("snippet_chars", request.snippet_chars, 0, 2000);
  reader.number("deadline_ms", request.deadline_ms, 1, 60'000);
  return finished(reader, std::move(request));
}

Result<StoryRequest> decode_story(const Params& params) {
  ParamReader reader(params, "story");
  StoryRequest request;
  read_article(reader, "story", request.id, request.path);
  return finished(reader, std::move(request));
}

Result<DiffRequest> decode_diff(const Params& params) {
  ParamReader reader(params, "diff");
  DiffRequest request;
  read_article(reader, "diff", request.id, request.path);
  reader.text("with", request.with);
  return finished(reader, std::move(request));
}

Result<ExplainRequest> decode_explain(const Params& params) {
  ParamReader reader(params, "explain");
  ExplainRequest request;
  read_article(reader, "explain", request.id, request.path);
  reader.text("query", request.query);
  reader.number("deadline_ms", request.deadline_ms, 1, 60'000);
  reader.text("recency", request.recency);
  if (!reader.has("query")) {
    reader.fail("\"explain\" needs the parameter \"query\"", {});
  }
  return finished(reader, std::move(request));
}

Result<SyncRequest> decode_sync(const Params& params) {
  ParamReader reader(params, "sync");
  SyncRequest request;
  reader.number("timeout_ms", request.timeout_ms, 1, 3'600'000);
  return finished(reader, request);
}

Result<AuditRequest> decode_audit(const Params& params) {
  ParamReader reader(params, "audit");
  AuditRequest request;
  reader.text("path", request.path);
  reader.flag("sync", request.sync);
  reader.number("timeout_ms", request.timeout_ms, 1, 3'600'000);
  if (!request.path.empty() && !is_absolute(request.path)) {
    reader.fail(format("\"{}\" in \"path\" of \"audit\" is not absolute", request.path),
                "name the whole path, or a file: URI");
  }
  return finished(reader, std::move(request));
}

Result<ReindexRequest> decode_reindex(const Params& params) {
  ParamReader reader(params, "reindex");
  ReindexRequest request;
  reader.texts("paths", request.paths);
  reader.flag("full", request.full);
  reader.flag("wait", request.wait);
  for (const std::string& path : request.paths) {
    if (is_absolute(path)) continue;
    reader.fail(format("\"{}\" in \"paths\" of \"reindex\" is not absolute", path),
                "name the whole path, or a file: URI");
  }
  if (request.full && !request.paths.empty()) {
    reader.fail("\"reindex\" takes \"paths\" or \"full\", not both",
                "a full one reads all files of all drop folders");
  }
  return finished(reader, std::move(request));
}

Result<StatusRequest> decode_status(const Params& params) {
  ParamReader reader(params, "status");
  StatusRequest request;
  reader.flag("failures", request.failures);
  return finished(reader, request);
}

Result<ShutdownRequest> decode_shutdown(const Params& params) {
  ParamReader reader(params, "shutdown");
  return finished(reader, ShutdownRequest{});
}

Result<std::string> decode_cancel(const Params& params) {
  ParamReader reader(params, "$/cancelRequest");
  std::string id;
  reader.id("id", id);
  if (id.empty()) reader.fail("\"$/cancelRequest\" needs the parameter \"id\"", {});
  return finished(reader, std::move(id));
}

std::string encode_request(std::uint64_t id, const SearchRequest& request) {
  Json params = {{"query", request.query},
                 {"limit", request.limit},
                 {"offset", request.offset},
                 {"sort", kSortNames.at(static_cast<std::size_t>(request.sort))},
                 {"snippet_chars", request.snippet_chars},
                 {"fragments", request.fragments},
                 {"sync", request.sync},
                 {"deadline_ms", request.deadline_ms}};
  if (!request.cursor.empty()) params["cursor"] = request.cursor;
  if (!request.facets.empty()) params["facets"] = request.facets;
  if (!request.stories) params["stories"] = false;
  if (!request.remotes) params["remotes"] = false;
  if (request.typing) params["typing"] = true;
  if (!request.recency.empty()) params["recency"] = request.recency;
  if (!request.session.empty()) params["session"] = request.session;
  return request_text(id, "search", std::move(params));
}

std::string encode_request(std::uint64_t id, const CompleteRequest& request) {
  Json params = {
      {"prefix", request.prefix}, {"limit", request.limit}, {"deadline_ms", request.deadline_ms}};
  if (!request.field.empty()) params["field"] = request.field;
  if (!request.session.empty()) params["session"] = request.session;
  return request_text(id, "complete", std::move(params));
}

std::string encode_request(std::uint64_t id, const GetRequest& request) {
  Json params = article_params(request.id, request.path);
  if (!request.query.empty()) params["query"] = request.query;
  return request_text(id, "get", std::move(params));
}

std::string encode_request(std::uint64_t id, const SimilarRequest& request) {
  Json params = article_params(request.id, request.path);
  params["limit"] = request.limit;
  params["snippet_chars"] = request.snippet_chars;
  params["deadline_ms"] = request.deadline_ms;
  return request_text(id, "similar", std::move(params));
}

std::string encode_request(std::uint64_t id, const StoryRequest& request) {
  return request_text(id, "story", article_params(request.id, request.path));
}

std::string encode_request(std::uint64_t id, const DiffRequest& request) {
  Json params = article_params(request.id, request.path);
  if (!request.with.empty()) params["with"] = request.with;
  return request_text(id, "diff", std::move(params));
}

std::string encode_request(std::uint64_t id, const ExplainRequest& request) {
  Json params = article_params(request.id, request.path);
  params["query"] = request.query;
  params["deadline_ms"] = request.deadline_ms;
  if (!request.recency.empty()) params["recency"] = request.recency;
  return request_text(id, "explain", std::move(params));
}

std::string encode_request(std::uint64_t id, const SyncRequest& request) {
  return request_text(id, "sync", {{"timeout_ms", request.timeout_ms}});
}

std::string encode_request(std::uint64_t id, const AuditRequest& request) {
  Json params = {{"sync", request.sync}, {"timeout_ms", request.timeout_ms}};
  if (!request.path.empty()) params["path"] = request.path;
  return request_text(id, "audit", std::move(params));
}

std::string encode_request(std::uint64_t id, const ReindexRequest& request) {
  Json params = {{"full", request.full}, {"wait", request.wait}};
  if (!request.paths.empty()) params["paths"] = request.paths;
  return request_text(id, "reindex", std::move(params));
}

std::string encode_request(std::uint64_t id, const StatusRequest& request) {
  return request_text(id, "status", {{"failures", request.failures}});
}

std::string encode_request(std::uint64_t id, const ShutdownRequest&) {
  return request_text(id, "shutdown", Json::object());
}

}  // namespace quire::protocol
