#include "client/cli/commands/commands.h"
#include "client/cli/commands/daemon_path.h"
#include "client/cli/output/quantities.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// "missing:    /home/ada/Articles/a.txt", one a line.
void write_list(const Context& context, std::string_view what, const protocol::AuditList& list) {
  for (const protocol::AuditEntry& entry : list.entries) {
    context.out() << format("{:<11} {}", format("{}:", what), harmless(entry.path));
    if (!entry.reason.empty()) context.out() << ": " << harmless(entry.reason);
    context.out() << '\n';
  }
  const std::uint64_t unnamed = list.total - list.entries.size();
  if (unnamed > 0)
    context.out() << format("{:<11} {} more\n", format("{}:", what), grouped(unnamed));
}

std::string summary_of(const protocol::AuditResponse& found) {
  std::string line = counted(found.files, "file") + " compared: ";
  if (found.equal) {
    line += "the index has them as they are";
  } else {
    line += format("{} missing, {} stale, {}, {}", grouped(found.missing.total),
                   grouped(found.stale.total), counted(found.orphans.total, "orphan"),
                   counted(found.duplicates.total, "duplicate"));
  }
  if (found.failed.total > 0) {
    line += format("; {} could not be read as articles", grouped(found.failed.total));
  }
  if (found.unreadable.total > 0) {
    line += format("; {} could not be looked into", grouped(found.unreadable.total));
  }
  return line;
}

void write(const Context& context, const protocol::AuditResponse& found) {
  write_list(context, "missing", found.missing);
  write_list(context, "stale", found.stale);
  write_list(context, "orphan", found.orphans);
  write_list(context, "duplicate", found.duplicates);
  write_list(context, "failed", found.failed);
  write_list(context, "unreadable", found.unreadable);
  context.out() << summary_of(found) << '\n';
  if (found.pending > 0) {
    context.out() << format("{} on the way: what they bring may be among the differences\n",
                            counted(found.pending, "change"));
  }
}

}  // namespace

ExitStatus run_audit(const Context& context, const AuditOptions& options) {
  protocol::AuditRequest request = options.request;
  if (!request.path.empty()) {
    auto known = path_for_daemon(request.path, context.environment());
    if (!known) return context.failed(known.error());
    request.path = *std::move(known);
  }
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->audit(request);
  if (!found) return context.failed(found.error());
  if (options.quiet && found->value.equal) return ExitStatus::kDone;
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    write(context, found->value);
  }
  return found->value.equal ? ExitStatus::kDone : ExitStatus::kDiffers;
}

}  // namespace quire::cli
