#include "client/cli/run.h"

#include <optional>
#include <type_traits>
#include <variant>

#include "client/cli/arguments/command_line.h"
#include "client/cli/arguments/help_text.h"
#include "client/cli/commands/commands.h"
#include "client/cli/terminal/pager.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

struct Dispatch {
  const Context& context;
  const OfflineCommands* offline;

  ExitStatus operator()(const PrintOptions& options) const {
    context.out() << fitted_help(options.text, context.width());
    return ExitStatus::kDone;
  }
  ExitStatus operator()(const SearchOptions& options) const { return run_search(context, options); }
  ExitStatus operator()(const PickOptions& options) const { return run_pick(context, options); }
  ExitStatus operator()(const CompleteOptions& options) const {
    return run_complete(context, options);
  }
  ExitStatus operator()(const ShowOptions& options) const { return run_show(context, options); }
  ExitStatus operator()(const SimilarOptions& options) const {
    return run_similar(context, options);
  }
  ExitStatus operator()(const StoryOptions& options) const { return run_story(context, options); }
  ExitStatus operator()(const DiffOptions& options) const { return run_diff(context, options); }
  ExitStatus operator()(const ExplainOptions& options) const {
    return run_explain(context, options);
  }
  ExitStatus operator()(const ParseOptions& options) const {
    return offline->parse(context, options);
  }
  ExitStatus operator()(const ExtractOptions& options) const {
    return offline->extract(context, options);
  }
  ExitStatus operator()(const WatchOptions& options) const { return run_watch(context, options); }
  ExitStatus operator()(const AlertsOptions& options) const { return run_alerts(context, options); }
  ExitStatus operator()(const SyncOptions& options) const { return run_sync(context, options); }
  ExitStatus operator()(const AuditOptions& options) const { return run_audit(context, options); }
  ExitStatus operator()(const ReindexOptions& options) const {
    return run_reindex(context, options);
  }
  ExitStatus operator()(const StatusOptions& options) const { return run_status(context, options); }
  ExitStatus operator()(const StopOptions& options) const { return run_stop(context, options); }
  ExitStatus operator()(const ConnectOptions& options) const {
    return run_connect(context, options);
  }
};

bool is_offline(const Options& options) {
  return std::holds_alternative<ParseOptions>(options.command) ||
         std::holds_alternative<ExtractOptions>(options.command);
}

// Whether it is for reading, and may be longer than a screen.
bool is_for_reading(const Options& options) {
  if (options.global.json) return false;
  return std::visit(
      [](const auto& command) {
        using Command = std::decay_t<decltype(command)>;
        if constexpr (std::is_same_v<Command, SearchOptions> ||
                      std::is_same_v<Command, SimilarOptions>) {
          return command.format.format == Format::kText;
        }
        return std::is_same_v<Command, ShowOptions> || std::is_same_v<Command, ExplainOptions> ||
               std::is_same_v<Command, ExtractOptions>;
      },
      options.command);
}

}  // namespace

ExitStatus run(const std::vector<std::string>& arguments, Surroundings& surroundings) {
  const auto options = parse_command_line(arguments);
  if (!options) return Context(surroundings, {}).failed(options.error());
  const Context context(surroundings, options->global);
  const OfflineCommands* offline = surroundings.offline;
  if (offline == nullptr && is_offline(*options)) return become_offline(context, arguments);
  const bool on_screen = surroundings.paged && surroundings.terminal && options->global.pager;
  const auto pager =
      on_screen && is_for_reading(*options) ? Pager::start(surroundings.environment) : std::nullopt;
  const ExitStatus status = std::visit(Dispatch{context, offline}, options->command);
  if (surroundings.out.flush()) return status;
  context.warn("what was found could not be written: is the disk full?");
  return ExitStatus::kOutput;
}

}  // namespace quire::cli
