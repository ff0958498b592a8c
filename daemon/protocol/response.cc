#include "daemon/protocol/response.h"

#include "daemon/protocol/alert_json.h"
#include "daemon/protocol/json.h"
#include "daemon/protocol/json_writer.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

void write(JsonWriter& out, const std::vector<Highlight>& highlights) {
  out.begin_array();
  for (const Highlight& h : highlights)
    out.begin_array().number(h.start).number(h.length).end_array();
  out.end_array();
}

// The fields that a hit and an article of `get` have in common.
void write_article(JsonWriter& out, const Hit& hit) {
  out.key("id").text(hit.id).key("path").text(hit.path).key("uri").text(hit.uri);
  out.key("line").number(std::uint64_t{hit.line}).key("column").number(std::uint64_t{hit.column});
  out.key("title").text(hit.title).key("title_highlights");
  write(out, hit.title_highlights);
  out.key("source").text(hit.source).key("section").text(hit.section).key("authors").begin_array();
  for (const std::string& author : hit.authors) out.text(author);
  out.end_array().key("place").text(hit.place).key("language").text(hit.language);
  out.key("published").text(hit.published).key("updated");
  hit.updated ? out.text(*hit.updated) : out.null();
  out.key("words").number(std::uint64_t{hit.words});
  out.key("story").text(hit.story).key("versions").number(hit.versions);
  out.key("withdrawn").boolean(hit.withdrawn);
  if (!hit.remote.empty()) out.key("remote").text(hit.remote);
}

void write(JsonWriter& out, const Hit& hit) {
  out.begin_object();
  write_article(out, hit);
  out.key("score").number(hit.score).key("snippet").begin_object();
  out.key("text").text(hit.snippet).key("highlights");
  write(out, hit.highlights);
  out.end_object().end_object();
}

void write(JsonWriter& out, const FacetValue& value) {
  out.begin_object().key("value").text(value.value).key("count").number(value.count).end_object();
}

std::string_view name_of(VersionState state) {
  return kVersionStates.at(static_cast<std::size_t>(state));
}

void write(JsonWriter& out, const StoryVersion& version) {
  out.begin_object();
  write_article(out, version.article);
  out.key("agency").text(version.agency).key("version").text(version.version);
  out.key("status").text(version.status).key("state").text(name_of(version.state)).end_object();
}

void write(JsonWriter& out, const std::vector<DiffPart>& parts) {
  out.begin_array();
  for (const DiffPart& part : parts) {
    out.begin_object().key("change").text(part.change).key("text").text(part.text).end_object();
  }
  out.end_array();
}

void write(JsonWriter& out, const Facet& facet) {
  out.begin_object().key("field").text(facet.field).key("exact").boolean(facet.exact);
  out.key("cut").boolean(facet.cut).key("values").begin_array();
  for (const FacetValue& value : facet.values) write(out, value);
  out.end_array().end_object();
}

void write(JsonWriter& out, const ExpandedWord& expanded) {
  out.begin_object().key("written").text(expanded.written).key("words").begin_array();
  for (const std::string& word : expanded.words) out.text(word);
  out.end_array().key("count").number(expanded.count).key("cut").boolean(expanded.cut);
  out.end_object();
}

void write(JsonWriter& out, const std::vector<Unreachable>& unreachable) {
  out.begin_array();
  for (const auto& [remote, reason] : unreachable) {
    out.begin_object().key("remote").text(remote).key("reason").text(reason).end_object();
  }
  out.end_array();
}

std::string response_text(std::string_view id, std::string_view result) {
  return format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, result);
}

std::string response_text(std::string_view id, const Json& result) {
  return response_text(id, std::string_view(dump(result)));
}

Json part_json(const ExplainedPart& part) {
  Json parts = Json::array();
  for (const ExplainedPart& inner : part.parts) parts.push_back(part_json(inner));
  return {{"query", part.query},      {"role", part.role},   {"matches", part.matches},
          {"weight", part.weight},    {"words", part.words}, {"cut", part.cut},
          {"parts", std::move(parts)}};
}

Json reconcile_json(const ReconcileStatus& r) {
  return {{"running", r.running}, {"runs", r.runs},   {"finished", r.finished},
          {"took_ms", r.took_ms}, {"files", r.files}, {"added", r.added},
          {"changed", r.changed}, {"moved", r.moved}, {"removed", r.removed},
          {"failed", r.failed}};
}

Json merging_json(const MergingStatus& m) {
  return {{"running", m.running},
          {"merges", m.merges},
          {"merged_bytes", m.merged_bytes},
          {"write_amplification", m.write_amplification}};
}

Json audit_json(const AuditList& list) {
  Json entries = Json::array();
  for (const AuditEntry& e : list.entries) {
    entries.push_back({{"path", e.path}, {"uri", e.uri}, {"reason", e.reason}});
  }
  return {{"total", list.total},
          {"cut", list.entries.size() < list.total},
          {"entries", std::move(entries)}};
}

Json remote_json(const RemoteStatus& r) {
  return {{"name", r.name},     {"connected", r.connected}, {"asked", r.asked},
          {"failed", r.failed}, {"took_ms", r.took_ms},     {"error", r.error}};
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
  JsonWriter out;
  out.begin_object().key("total").begin_object().key("value").number(response.total);
  out.key("exact").boolean(response.total_exact).end_object();
  out.key("partial").boolean(response.partial).key("took_us").number(response.took_us);
  out.key("corrected");
  response.corrected.empty() ? out.null() : out.text(response.corrected);
  out.key("hits").begin_array();
  for (const Hit& hit : response.hits) write(out, hit);
  out.end_array().key("facets").begin_array();
  for (const Facet& facet : response.facets) write(out, facet);
  out.end_array().key("expanded").begin_array();
  for (const ExpandedWord& expanded : response.expanded) write(out, expanded);
  out.end_array().key("added").begin_array();
  for (const std::string& stem : response.added) out.text(stem);
  out.end_array().key("cursor").text(response.cursor);
  if (!response.unreachable.empty()) write(out.key("unreachable"), response.unreachable);
  out.end_object();
  return response_text(id, std::string_view(out.take()));
}

std::string encode_hit(const Hit& hit) {
  JsonWriter out;
  write(out, hit);
  return out.take();
}

std::string encode_response(std::string_view id, const CompleteResponse& response) {
  JsonWriter out;
  out.begin_object().key("completions").begin_array();
  for (const Completion& one : response.completions) {
    out.begin_object().key("text").text(one.text).key("count").number(one.count).end_object();
  }
  out.end_array().end_object();
  return response_text(id, std::string_view(out.take()));
}

std::string encode_response(std::string_view id, const GetResponse& response) {
  JsonWriter out;
  out.begin_object();
  write_article(out, response.article);
  out.key("tags").begin_array();
  for (const std::string& tag : response.tags) out.text(tag);
  out.end_array().key("agency").text(response.agency).key("url").text(response.url);
  out.key("guid").text(response.guid).key("version").text(response.version);
  out.key("text").text(response.text).key("highlights");
  write(out, response.highlights);
  out.end_object();
  return response_text(id, std::string_view(out.take()));
}

std::string encode_response(std::string_view id, const StoryResponse& response) {
  JsonWriter out;
  out.begin_object().key("story").text(response.story).key("total").number(response.total);
  out.key("versions").begin_array();
  for (const StoryVersion& version : response.versions) write(out, version);
  out.end_array().key("publishers").begin_array();
  for (const FacetValue& publisher : response.publishers) write(out, publisher);
  out.end_array().end_object();
  return response_text(id, std::string_view(out.take()));
}

std::string encode_response(std::string_view id, const DiffResponse& response) {
  JsonWriter out;
  out.begin_object().key("older").begin_object();
  write_article(out, response.older);
  out.end_object().key("newer").begin_object();
  write_article(out, response.newer);
  out.end_object().key("title");
  write(out, response.title);
  out.key("text");
  write(out, response.text);
  out.end_object();
  return response_text(id, std::string_view(out.take()));
}

std::string encode_response(std::string_view id, const ExplainResponse& response) {
  Json result = part_json(response.query);
  result.erase("role");
  result["reason"] = response.reason;
  result["score"] = response.score;
  Json gains = Json::array();
  for (const ExplainedGain& gain : response.gains) {
    gains.push_back({{"by", gain.by}, {"words", gain.words}, {"weight", gain.weight}});
  }
  result["gains"] = std::move(gains);
  return response_text(id, result);
}

std::string encode_response(std::string_view id, const SyncResponse& response) {
  return response_text(id, Json{{"seq", response.seq}});
}

std::string encode_response(std::string_view id, const AuditResponse& a) {
  return response_text(id, Json{{"equal", a.equal},
                                {"files", a.files},
                                {"pending", a.pending},
                                {"took_ms", a.took_ms},
                                {"missing", audit_json(a.missing)},
                                {"stale", audit_json(a.stale)},
                                {"orphans", audit_json(a.orphans)},
                                {"duplicates", audit_json(a.duplicates)},
                                {"failed", audit_json(a.failed)},
                                {"unreadable", audit_json(a.unreadable)}});
}

std::string encode_response(std::string_view id, const ReindexResponse& r) {
  return response_text(id, Json{{"files", r.files},
                                {"added", r.added},
                                {"changed", r.changed},
                                {"moved", r.moved},
                                {"removed", r.removed},
                                {"failed", r.failed},
                                {"took_ms", r.took_ms},
                                {"joined", r.joined}});
}

std::string encode_response(std::string_view id, const ReindexStarted&) {
  return response_text(id, Json{{"started", true}});
}

namespace {

Json passed_over_json(const PassedOverStatus& passed_over) {
  Json recent = Json::array();
  for (const PassedOverFile& file : passed_over.recent) {
    recent.push_back({{"path", file.path}, {"uri", file.uri}, {"notes", file.notes}});
  }
  return {
      {"files", passed_over.files}, {"parts", passed_over.parts}, {"recent", std::move(recent)}};
}

}  // namespace

std::string encode_response(std::string_view id, const StatusResponse& s) {
  Json cleaning = Json::object();
  for (const CleaningCount& count : s.cleaning) cleaning[count.rule] = count.articles;
  Json drops = Json::array();
  for (const DropStatus& drop : s.drops) drops.push_back(drop_json(drop));
  Json remotes = Json::array();
  for (const RemoteStatus& remote : s.remotes) remotes.push_back(remote_json(remote));
  Json problems = Json::array();
  for (const Problem& p : s.problems) {
    problems.push_back({{"what", p.what}, {"hint", p.hint}, {"since", p.since}});
  }
  Json failures = Json::array();
  for (const FailureStatus& f : s.failures) {
    failures.push_back({{"path", f.path}, {"uri", f.uri}, {"reason", f.reason}});
  }
  return response_text(id, Json{{"version", s.version},
                                {"pid", s.pid},
                                {"uptime_s", s.uptime_s},
                                {"seq", s.seq},
                                {"index",
                                 {{"path", s.index},
                                  {"articles", s.articles},
                                  {"failed_files", s.failed_files},
                                  {"segments", s.segments},
                                  {"tombstones", s.tombstones},
                                  {"rebuilding", s.rebuilding},
                                  {"partial", s.partial},
                                  {"quarantined", s.quarantined}}},
                                {"work",
                                 {{"pending", s.pending},
                                  {"indexed", s.indexed},
                                  {"removed", s.removed},
                                  {"failed", s.failed}}},
                                {"memory", {{"rss_bytes", s.rss_bytes}}},
                                {"connections", s.connections},
                                {"reconcile", reconcile_json(s.reconcile)},
                                {"merging", merging_json(s.merging)},
                                {"cleaning", std::move(cleaning)},
                                {"passed_over", passed_over_json(s.passed_over)},
                                {"drops", std::move(drops)},
                                {"remotes", std::move(remotes)},
                                {"alerts", alerts_json(s.alerts)},
                                {"problems", std::move(problems)},
                                {"failures", std::move(failures)}});
}

std::string encode_alerts(const std::vector<AlertStatus>& alerts) {
  return dump(alerts_json(alerts));
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

std::string encode_reindex_progress(const ReindexProgress& progress) {
  return format(
      R"({{"jsonrpc":"2.0","method":"reindex/progress","params":{{"request":{},"done":{},"total":{}}}}})",
      progress.request, progress.done, progress.total);
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
