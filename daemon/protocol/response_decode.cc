#include <algorithm>

#include "daemon/protocol/alert_json.h"
#include "daemon/protocol/decoded.h"
#include "daemon/protocol/json.h"
#include "daemon/protocol/response.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

std::vector<Highlight> highlights_of(const Json& json) {
  std::vector<Highlight> out;
  for (const Json& pair : json) {
    out.push_back({pair.at(0).get<std::uint64_t>(), pair.at(1).get<std::uint64_t>()});
  }
  return out;
}

Hit read_article(const Json& json) {
  Hit hit;
  json.at("id").get_to(hit.id);
  json.at("path").get_to(hit.path);
  json.at("uri").get_to(hit.uri);
  json.at("line").get_to(hit.line);
  json.at("column").get_to(hit.column);
  json.at("title").get_to(hit.title);
  hit.title_highlights = highlights_of(json.at("title_highlights"));
  json.at("source").get_to(hit.source);
  json.at("section").get_to(hit.section);
  json.at("authors").get_to(hit.authors);
  json.at("place").get_to(hit.place);
  json.at("language").get_to(hit.language);
  json.at("published").get_to(hit.published);
  if (!json.at("updated").is_null()) hit.updated = json.at("updated").get<std::string>();
  json.at("words").get_to(hit.words);
  json.at("story").get_to(hit.story);
  json.at("versions").get_to(hit.versions);
  json.at("withdrawn").get_to(hit.withdrawn);
  if (json.contains("remote")) json.at("remote").get_to(hit.remote);
  return hit;
}

std::vector<DiffPart> parts_of(const Json& json) {
  std::vector<DiffPart> parts;
  for (const Json& part : json) {
    parts.push_back({part.at("change").get<std::string>(), part.at("text").get<std::string>()});
  }
  return parts;
}

StoryVersion read_version(const Json& json) {
  StoryVersion version;
  version.article = read_article(json);
  json.at("agency").get_to(version.agency);
  json.at("version").get_to(version.version);
  json.at("status").get_to(version.status);
  const auto state =
      std::find(kVersionStates.begin(), kVersionStates.end(), json.at("state").get<std::string>());
  if (state != kVersionStates.end()) {
    version.state = static_cast<VersionState>(state - kVersionStates.begin());
  }
  return version;
}

Hit read_hit(const Json& json) {
  Hit hit = read_article(json);
  json.at("score").get_to(hit.score);
  json.at("snippet").at("text").get_to(hit.snippet);
  hit.highlights = highlights_of(json.at("snippet").at("highlights"));
  return hit;
}

Facet read_facet(const Json& json) {
  Facet facet;
  json.at("field").get_to(facet.field);
  json.at("exact").get_to(facet.exact);
  json.at("cut").get_to(facet.cut);
  for (const Json& value : json.at("values")) {
    facet.values.push_back(
        {value.at("value").get<std::string>(), value.at("count").get<std::uint64_t>()});
  }
  return facet;
}

std::vector<Unreachable> read_unreachable(const Json& json) {
  std::vector<Unreachable> out;
  for (const Json& one : json) {
    out.push_back({one.at("remote").get<std::string>(), one.at("reason").get<std::string>()});
  }
  return out;
}

ReconcileStatus read_reconcile(const Json& json) {
  ReconcileStatus r;
  json.at("running").get_to(r.running);
  json.at("runs").get_to(r.runs);
  json.at("finished").get_to(r.finished);
  json.at("took_ms").get_to(r.took_ms);
  json.at("files").get_to(r.files);
  json.at("added").get_to(r.added);
  json.at("changed").get_to(r.changed);
  json.at("moved").get_to(r.moved);
  json.at("removed").get_to(r.removed);
  json.at("failed").get_to(r.failed);
  return r;
}

DropStatus read_drop(const Json& json) {
  DropStatus d;
  json.at("name").get_to(d.name);
  json.at("path").get_to(d.path);
  json.at("present").get_to(d.present);
  json.at("backend").get_to(d.backend);
  json.at("watched_folders").get_to(d.watched_folders);
  json.at("polled_folders").get_to(d.polled_folders);
  json.at("overflows").get_to(d.overflows);
  return d;
}

MergingStatus read_merging(const Json& json) {
  MergingStatus m;
  json.at("running").get_to(m.running);
  json.at("merges").get_to(m.merges);
  json.at("merged_bytes").get_to(m.merged_bytes);
  json.at("write_amplification").get_to(m.write_amplification);
  return m;
}

ExplainedPart read_part(const Json& json) {
  ExplainedPart part;
  json.at("query").get_to(part.query);
  part.role = json.value("role", "query");
  json.at("matches").get_to(part.matches);
  json.at("weight").get_to(part.weight);
  json.at("words").get_to(part.words);
  json.at("cut").get_to(part.cut);
  for (const Json& inner : json.at("parts")) part.parts.push_back(read_part(inner));
  return part;
}

AuditList read_audit_list(const Json& json) {
  AuditList list;
  json.at("total").get_to(list.total);
  for (const Json& e : json.at("entries")) {
    list.entries.push_back({e.at("path").get<std::string>(), e.at("uri").get<std::string>(),
                            e.at("reason").get<std::string>()});
  }
  return list;
}

AuditResponse read_audit(const Json& json) {
  AuditResponse a;
  json.at("equal").get_to(a.equal);
  json.at("files").get_to(a.files);
  json.at("pending").get_to(a.pending);
  json.at("took_ms").get_to(a.took_ms);
  a.missing = read_audit_list(json.at("missing"));
  a.stale = read_audit_list(json.at("stale"));
  a.orphans = read_audit_list(json.at("orphans"));
  a.duplicates = read_audit_list(json.at("duplicates"));
  a.failed = read_audit_list(json.at("failed"));
  a.unreadable = read_audit_list(json.at("unreadable"));
  return a;
}

PassedOverStatus read_passed_over(const Json& json) {
  PassedOverStatus passed_over;
  json.at("files").get_to(passed_over.files);
  json.at("parts").get_to(passed_over.parts);
  for (const Json& file : json.at("recent")) {
    passed_over.recent.push_back({file.at("path").get<std::string>(),
                                  file.at("uri").get<std::string>(),
                                  file.at("notes").get<std::vector<std::string>>()});
  }
  return passed_over;
}

RemoteStatus read_remote(const Json& json) {
  RemoteStatus remote;
  json.at("name").get_to(remote.name);
  json.at("connected").get_to(remote.connected);
  json.at("asked").get_to(remote.asked);
  json.at("failed").get_to(remote.failed);
  json.at("took_ms").get_to(remote.took_ms);
  json.at("error").get_to(remote.error);
  return remote;
}

StatusResponse read_status(const Json& json) {
  StatusResponse s;
  json.at("version").get_to(s.version);
  json.at("pid").get_to(s.pid);
  json.at("uptime_s").get_to(s.uptime_s);
  json.at("seq").get_to(s.seq);
  const Json& index = json.at("index");
  index.at("path").get_to(s.index);
  index.at("articles").get_to(s.articles);
  index.at("failed_files").get_to(s.failed_files);
  index.at("segments").get_to(s.segments);
  index.at("tombstones").get_to(s.tombstones);
  index.at("rebuilding").get_to(s.rebuilding);
  index.at("partial").get_to(s.partial);
  index.at("quarantined").get_to(s.quarantined);
  const Json& work = json.at("work");
  work.at("pending").get_to(s.pending);
  work.at("indexed").get_to(s.indexed);
  work.at("removed").get_to(s.removed);
  work.at("failed").get_to(s.failed);
  json.at("memory").at("rss_bytes").get_to(s.rss_bytes);
  json.at("connections").get_to(s.connections);
  s.reconcile = read_reconcile(json.at("reconcile"));
  s.merging = read_merging(json.at("merging"));
  for (const auto& [rule, articles] : json.at("cleaning").items()) {
    s.cleaning.push_back({rule, articles.get<std::uint64_t>()});
  }
  s.passed_over = read_passed_over(json.at("passed_over"));
  for (const Json& drop : json.at("drops")) s.drops.push_back(read_drop(drop));
  for (const Json& remote : json.at("remotes")) s.remotes.push_back(read_remote(remote));
  for (const Json& alert : json.at("alerts")) s.alerts.push_back(read_alert(alert));
  for (const Json& p : json.at("problems")) {
    s.problems.push_back({p.at("what").get<std::string>(), p.at("hint").get<std::string>(),
                          p.at("since").get<std::string>()});
  }
  for (const Json& f : json.at("failures")) {
    s.failures.push_back({f.at("path").get<std::string>(), f.at("uri").get<std::string>(),
                          f.at("reason").get<std::string>()});
  }
  return s;
}

RpcError read_error(const Json& json) {
  RpcError error;
  json.at("code").get_to(error.code);
  json.at("message").get_to(error.message);
  if (const auto data = json.find("data"); data != json.end()) {
    error.hint = data->value("hint", "");
    if (data->contains("position")) error.position = data->at("position").get<std::size_t>();
  }
  return error;
}

}  // namespace

Result<Response> parse_response(std::string_view text) {
  return decoded(text, [](const Json& json) {
    Response response;
    if (const auto method = json.find("method"); method != json.end()) {
      method->get_to(response.notification);
      response.params = dump(json.at("params"));
      return response;
    }
    response.id = dump(json.at("id"));
    if (const auto error = json.find("error"); error != json.end()) {
      response.error = read_error(*error);
    } else {
      response.result = dump(json.at("result"));
    }
    return response;
  });
}

Result<SearchResponse> decode_search_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    SearchResponse response;
    json.at("total").at("value").get_to(response.total);
    json.at("total").at("exact").get_to(response.total_exact);
    json.at("partial").get_to(response.partial);
    json.at("took_us").get_to(response.took_us);
    const auto corrected = json.find("corrected");
    if (corrected != json.end() && !corrected->is_null()) corrected->get_to(response.corrected);
    for (const Json& hit : json.at("hits")) response.hits.push_back(read_hit(hit));
    for (const Json& facet : json.at("facets")) response.facets.push_back(read_facet(facet));
    for (const Json& e : json.at("expanded")) {
      response.expanded.push_back({e.at("written").get<std::string>(),
                                   e.at("words").get<std::vector<std::string>>(),
                                   e.at("count").get<std::uint64_t>(), e.at("cut").get<bool>()});
    }
    if (const auto added = json.find("added"); added != json.end()) added->get_to(response.added);
    response.cursor = json.value("cursor", "");  // that of `similar` has none to give
    if (json.contains("unreachable")) {
      response.unreachable = read_unreachable(json.at("unreachable"));
    }
    return response;
  });
}

Result<CompleteResponse> decode_complete_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    CompleteResponse response;
    for (const Json& one : json.at("completions")) {
      response.completions.push_back(
          {one.at("text").get<std::string>(), one.at("count").get<std::uint64_t>()});
    }
    return response;
  });
}

Result<GetResponse> decode_get_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    GetResponse response;
    response.article = read_article(json);
    json.at("tags").get_to(response.tags);
    json.at("agency").get_to(response.agency);
    json.at("url").get_to(response.url);
    json.at("guid").get_to(response.guid);
    json.at("version").get_to(response.version);
    json.at("text").get_to(response.text);
    response.highlights = highlights_of(json.at("highlights"));
    return response;
  });
}

Result<StoryResponse> decode_story_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    StoryResponse response;
    json.at("story").get_to(response.story);
    json.at("total").get_to(response.total);
    for (const Json& one : json.at("versions")) response.versions.push_back(read_version(one));
    for (const Json& one : json.at("publishers")) {
      response.publishers.push_back(
          {one.at("value").get<std::string>(), one.at("count").get<std::uint64_t>()});
    }
    return response;
  });
}

Result<DiffResponse> decode_diff_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    return DiffResponse{read_article(json.at("older")), read_article(json.at("newer")),
                        parts_of(json.at("title")), parts_of(json.at("text"))};
  });
}

Result<ExplainResponse> decode_explain_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    ExplainResponse response{json.at("reason").get<std::string>(), read_part(json)};
    response.score = json.value("score", response.query.weight);
    for (const Json& gain : json.value("gains", Json::array())) {
      response.gains.push_back({gain.at("by").get<std::string>(),
                                gain.at("words").get<std::vector<std::string>>(),
                                gain.at("weight").get<double>()});
    }
    return response;
  });
}

Result<SyncResponse> decode_sync_response(std::string_view result) {
  return decoded(
      result, [](const Json& json) { return SyncResponse{json.at("seq").get<std::uint64_t>()}; });
}

Result<AuditResponse> decode_audit_response(std::string_view result) {
  return decoded(result, read_audit);
}

Result<ReindexResponse> decode_reindex_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    ReindexResponse response;
    if (json.contains("started")) return response;
    json.at("files").get_to(response.files);
    if (const auto added = json.find("added"); added != json.end()) added->get_to(response.added);
    json.at("changed").get_to(response.changed);
    json.at("moved").get_to(response.moved);
    json.at("removed").get_to(response.removed);
    json.at("failed").get_to(response.failed);
    json.at("took_ms").get_to(response.took_ms);
    json.at("joined").get_to(response.joined);
    return response;
  });
}

Result<ReindexProgress> decode_reindex_progress(std::string_view params) {
  return decoded(params, [](const Json& json) {
    return ReindexProgress{dump(json.at("request")), json.at("done").get<std::uint64_t>(),
                           json.at("total").get<std::uint64_t>()};
  });
}

Result<Hit> decode_hit(std::string_view hit) { return decoded(hit, read_hit); }

Result<StatusResponse> decode_status_response(std::string_view result) {
  return decoded(result, read_status);
}

}  // namespace quire::protocol
