#include "daemon/protocol/response.h"

#include "daemon/protocol/json.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

Json to_json(const std::vector<Highlight>& highlights) {
  Json out = Json::array();
  for (const Highlight& h : highlights) out.push_back(Json::array({h.start, h.length}));
  return out;
}

// What a hit and an article of `get` have in common.
Json article_json(const Hit& hit) {
  return {{"id", hit.id},
          {"path", hit.path},
          {"uri", hit.uri},
          {"line", hit.line},
          {"column", hit.column},
          {"title", hit.title},
          {"title_highlights", to_json(hit.title_highlights)},
          {"source", hit.source},
          {"section", hit.section},
          {"authors", hit.authors},
          {"place", hit.place},
          {"language", hit.language},
          {"published", hit.published},
          {"updated", hit.updated ? Json(*hit.updated) : Json(nullptr)},
          {"words", hit.words}};
}

Json hit_json(const Hit& hit) {
  Json out = article_json(hit);
  out["score"] = hit.score;
  out["snippet"] = {{"text", hit.snippet}, {"highlights", to_json(hit.highlights)}};
  return out;
}

Json facet_json(const Facet& facet) {
  Json values = Json::array();
  for (const FacetValue& value : facet.values) {
    values.push_back({{"value", value.value}, {"count", value.count}});
  }
  return {{"field", facet.field}, {"exact", facet.exact}, {"values", std::move(values)}};
}

std::string response_text(std::string_view id, Json result) {
  return format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, dump(result));
}

Json reconcile_json(const ReconcileStatus& r) {
  return {{"running", r.running}, {"runs", r.runs},       {"finished", r.finished},
          {"took_ms", r.took_ms}, {"files", r.files},     {"added", r.added},
          {"changed", r.changed}, {"removed", r.removed}, {"failed", r.failed}};
}

Json drop_json(const DropStatus& d) {
  return {{"name", d.name},
          {"path", d.path},
          {"present", d.present},
          {"backend", d.backend},
          {"watched_folders", d.watched_folders},
          {"polled_folders", d.polled_folders},
          {"overflows", d.overflows}};
}

}  // namespace

std::string encode_response(std::string_view id, const SearchResponse& response) {
  Json hits = Json::array();
  for (const Hit& hit : response.hits) hits.push_back(hit_json(hit));
  Json facets = Json::array();
  for (const Facet& facet : response.facets) facets.push_back(facet_json(facet));
  return response_text(id, {{"total", {{"value", response.total}, {"exact", response.total_exact}}},
                            {"partial", response.partial},
                            {"took_us", response.took_us},
                            {"hits", std::move(hits)},
                            {"facets", std::move(facets)}});
}

std::string encode_response(std::string_view id, const GetResponse& response) {
  Json article = article_json(response.article);
  article["text"] = response.text;
  article["highlights"] = to_json(response.highlights);
  return response_text(id, std::move(article));
}

std::string encode_response(std::string_view id, const SyncResponse& response) {
  return response_text(id, {{"seq", response.seq}});
}

std::string encode_response(std::string_view id, const StatusResponse& s) {
  Json drops = Json::array();
  for (const DropStatus& drop : s.drops) drops.push_back(drop_json(drop));
  Json problems = Json::array();
  for (const Problem& p : s.problems) {
    problems.push_back({{"what", p.what}, {"hint", p.hint}, {"since", p.since}});
  }
  Json failures = Json::array();
  for (const FailureStatus& f : s.failures) {
    failures.push_back({{"path", f.path}, {"uri", f.uri}, {"reason", f.reason}});
  }
  return response_text(id, {{"version", s.version},
                            {"pid", s.pid},
                            {"uptime_s", s.uptime_s},
                            {"seq", s.seq},
                            {"index",
                             {{"path", s.index},
                              {"articles", s.articles},
                              {"failed_files", s.failed_files},
                              {"segments", s.segments}}},
                            {"work",
                             {{"pending", s.pending},
                              {"indexed", s.indexed},
                              {"removed", s.removed},
                              {"failed", s.failed}}},
                            {"memory", {{"rss_bytes", s.rss_bytes}}},
                            {"connections", s.connections},
                            {"reconcile", reconcile_json(s.reconcile)},
                            {"drops", std::move(drops)},
                            {"problems", std::move(problems)},
                            {"failures", std::move(failures)}});
}

std::string encode_response(std::string_view id, const ShutdownResponse&) {
  return response_text(id, Json::object());
}

std::string encode_error(std::string_view id, const RpcError& error) {
  Json body = {{"code", error.code}, {"message", error.message}};
  if (!error.hint.empty()) body["data"]["hint"] = error.hint;
  if (error.position) body["data"]["position"] = *error.position;
  return format(R"({{"jsonrpc":"2.0","id":{},"error":{}}})", id, dump(body));
}

std::string encode_batch(const std::vector<std::string>& responses) {
  std::string out = "[";
  for (const std::string& response : responses) {
    if (out.size() > 1) out.push_back(',');
    out += response;
  }
  return out + "]";
}

std::string wrap_for_vim(std::string_view channel, std::string_view response) {
  return format("[{},{}]", channel, response);
}

}  // namespace quire::protocol
