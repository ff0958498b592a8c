#include "client/cli/arguments/typed_word.h"
#include "client/cli/commands/commands.h"
#include "client/cli/terminal/terminal.h"

namespace quire::cli {
namespace {

void write(const Context& context, std::string_view text, std::uint64_t count) {
  context.out() << harmless(text) << '\t' << count << '\n';
}

// What a shell offers for the last word of a query.
ExitStatus complete_typed(const Context& context, protocol::CompleteRequest request) {
  const TypedWord word = typed_word(request.prefix);
  for (const std::string& text : word.fixed) context.out() << text << '\t' << '\n';
  if (!word.ask) return word.fixed.empty() ? ExitStatus::kNothingFound : ExitStatus::kDone;
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  request.prefix = word.prefix;
  request.field = word.field;
  const auto found = connection->complete(request);
  if (!found) return context.failed(found.error());
  for (const protocol::Completion& one : found->value.completions) {
    write(context, completed_word(word, one.text), one.count);
  }
  const bool nothing = word.fixed.empty() && found->value.completions.empty();
  return nothing ? ExitStatus::kNothingFound : ExitStatus::kDone;
}

}  // namespace

ExitStatus run_complete(const Context& context, const CompleteOptions& options) {
  if (options.typing) return complete_typed(context, options.request);
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->complete(options.request);
  if (!found) return context.failed(found.error());
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    for (const protocol::Completion& one : found->value.completions) {
      write(context, one.text, one.count);
    }
  }
  return found->value.completions.empty() ? ExitStatus::kNothingFound : ExitStatus::kDone;
}

}  // namespace quire::cli
