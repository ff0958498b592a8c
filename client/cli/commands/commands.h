#pragma once
// What each command of `quire` does; one file a command. Each connects, asks, writes, and returns
// the status to end with; none throws.

#include <string>
#include <vector>

#include "client/cli/arguments/options.h"
#include "client/cli/commands/context.h"

namespace quire::cli {

[[nodiscard]] ExitStatus run_search(const Context& context, const SearchOptions& options);
[[nodiscard]] ExitStatus run_pick(const Context& context, const PickOptions& options);
[[nodiscard]] ExitStatus run_complete(const Context& context, const CompleteOptions& options);
[[nodiscard]] ExitStatus run_show(const Context& context, const ShowOptions& options);
[[nodiscard]] ExitStatus run_similar(const Context& context, const SimilarOptions& options);
[[nodiscard]] ExitStatus run_story(const Context& context, const StoryOptions& options);
[[nodiscard]] ExitStatus run_diff(const Context& context, const DiffOptions& options);
[[nodiscard]] ExitStatus run_explain(const Context& context, const ExplainOptions& options);
[[nodiscard]] ExitStatus run_watch(const Context& context, const WatchOptions& options);
[[nodiscard]] ExitStatus run_alerts(const Context& context, const AlertsOptions& options);
[[nodiscard]] ExitStatus run_sync(const Context& context, const SyncOptions& options);
[[nodiscard]] ExitStatus run_audit(const Context& context, const AuditOptions& options);
[[nodiscard]] ExitStatus run_reindex(const Context& context, const ReindexOptions& options);
[[nodiscard]] ExitStatus run_status(const Context& context, const StatusOptions& options);
// Becomes the program that has the offline commands, with the same arguments; returns only when
// that fails.
[[nodiscard]] ExitStatus become_offline(const Context& context,
                                        const std::vector<std::string>& arguments);
// `status --follow`.
[[nodiscard]] ExitStatus follow_status(const Context& context);
[[nodiscard]] ExitStatus run_stop(const Context& context, const StopOptions& options);
// Uses this process's standard input and output themselves.
[[nodiscard]] ExitStatus run_connect(const Context& context, const ConnectOptions& options);

}  // namespace quire::cli
