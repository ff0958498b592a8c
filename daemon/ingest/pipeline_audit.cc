// `audit`: the loop's half of it.

#include <algorithm>
#include <utility>

#include "daemon/ingest/pipeline.h"

namespace quire::ingest {

void Pipeline::audit(const std::optional<std::string>& path, SteadyTime deadline,
                     std::shared_ptr<const std::atomic<bool>> cancelled, AuditDone callback) {
  auto parts = audit_parts(path);
  if (!parts) return callback(parts.error());
  AuditJob job{*std::move(parts), deadline, std::move(cancelled), {}};
  const auto told = std::make_shared<AuditDone>(std::move(callback));
  job.done = [this, told, before = pending()](Result<AuditReport> result) {
    if (result) result->pending = std::max(before, pending());
    (*told)(std::move(result));
  };
  if (threads_.try_push(job)) return;
  (*told)(Error{ErrorCode::kBusy, "too many audits are waiting", "try again in a moment"});
}

Result<std::vector<AuditPart>> Pipeline::audit_parts(const std::optional<std::string>& path) const {
  std::vector<AuditPart> parts;
  if (path) {
    const auto part = part_at(*path);
    if (!part) return part.error();
    parts.push_back({part->drop, part->relative, &folder_of(*part->drop).ignore()});
  } else {
    for (const auto& folder : folders_) parts.push_back({&folder->drop(), "", &folder->ignore()});
  }
  return parts;
}

}  // namespace quire::ingest
