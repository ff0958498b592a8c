#include "client/cli/offline/offline_commands.h"
#include "daemon/protocol/query_stages.h"
#include "index/query/translation/stages.h"

namespace quire::cli {
namespace {

void write_stage(const Context& context, std::string_view name, std::string_view text) {
  context.out() << context.style().bold(name) << '\n';
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    context.out() << "  " << harmless(text.substr(0, end)) << '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

ExitStatus run_parse(const Context& context, const ParseOptions& options) {
  const auto stages = query::stages_of(options.query, options.typing);
  if (!stages) return context.query_failed(stages.error(), options.query);
  if (context.json()) {
    context.out() << protocol::encode_query_stages({stages->lexemes, stages->tree, stages->xapian})
                  << '\n';
    return ExitStatus::kDone;
  }
  write_stage(context, "Tokens", stages->lexemes);
  write_stage(context, "Tree", stages->tree);
  write_stage(context, "Xapian", stages->xapian);
  return ExitStatus::kDone;
}

}  // namespace quire::cli
