#include "client/cli/run.h"

#include <variant>

#include "client/cli/command_line.h"
#include "client/cli/commands.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

struct Dispatch {
  const Context& context;

  ExitStatus operator()(const PrintOptions& options) const {
    context.out() << options.text;
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
  ExitStatus operator()(const ExplainOptions& options) const {
    return run_explain(context, options);
  }
  ExitStatus operator()(const ParseOptions& options) const { return run_parse(context, options); }
  ExitStatus operator()(const ExtractOptions& options) const {
    return run_extract(context, options);
  }
  ExitStatus operator()(const SyncOptions& options) const { return run_sync(context, options); }
  ExitStatus operator()(const AuditOptions& options) const { return run_audit(context, options); }
  ExitStatus operator()(const ReindexOptions& options) const {
    return run_reindex(context, options);
  }
  ExitStatus operator()(const StatusOptions& options) const { return run_status(context, options); }
  ExitStatus operator()(const StopOptions& options) const { return run_stop(context, options); }
};

}  // namespace

ExitStatus run(const std::vector<std::string>& arguments, Surroundings& surroundings) {
  const auto options = parse_command_line(arguments);
  if (!options) return Context(surroundings, {}).failed(options.error());
  const Context context(surroundings, options->global);
  const ExitStatus status = std::visit(Dispatch{context}, options->command);
  if (surroundings.out.flush()) return status;
  context.warn("what was found could not be written: is the disk full?");
  return ExitStatus::kOutput;
}

}  // namespace quire::cli
