#include "daemon/commands/audit.h"

#include <optional>
#include <utility>

#include "daemon/commands/request_path.h"
#include "daemon/ingest/pipeline.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::commands {
namespace {

protocol::AuditList to_list(const ingest::AuditList& found) {
  protocol::AuditList list;
  list.total = found.total();
  for (const ingest::AuditEntry& entry : found.named()) {
    list.entries.push_back(
        {to_valid_utf8(entry.path), path_to_file_uri(entry.path), to_valid_utf8(entry.reason)});
  }
  return list;
}

protocol::AuditResponse to_response(const ingest::AuditReport& report) {
  protocol::AuditResponse out;
  out.equal = report.equal();
  out.files = report.files;
  out.pending = report.pending;
  out.took_ms = static_cast<std::uint64_t>(report.took.count());
  out.missing = to_list(report.missing);
  out.stale = to_list(report.stale);
  out.orphans = to_list(report.orphans);
  out.duplicates = to_list(report.duplicates);
  out.failed = to_list(report.failed);
  out.unreadable = to_list(report.unreadable);
  return out;
}

void begin(ingest::Pipeline& pipeline, const Call& call, const std::optional<std::string>& path,
           SteadyTime deadline) {
  pipeline.audit(path, deadline, call.cancelled, [call](const Result<ingest::AuditReport>& report) {
    if (!report) return call.fail(report.error());
    call.succeed(to_response(*report));
  });
}

}  // namespace

void audit(Context& context, Call call) {
  const auto request = protocol::decode_audit(call.request.params);
  if (!request) return call.fail(request.error());
  std::optional<std::string> path;
  if (!request->path.empty()) {
    auto known = path_in_request(request->path, "path", "audit");
    if (!known) return call.fail(known.error());
    path = *std::move(known);
  }
  const std::chrono::milliseconds timeout(request->timeout_ms);
  const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
  if (!request->sync) return begin(context.pipeline, call, path, deadline);
  context.pipeline.sync(timeout, [&context, call = std::move(call), path,
                                  deadline](const Result<std::uint64_t>& synced) {
    if (!synced) return call.fail(synced.error());
    begin(context.pipeline, call, path, deadline);
  });
}

}  // namespace quire::commands
