#include "client/cli/commands/commands.h"
#include "client/cli/commands/named_article.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

std::string_view sign_of(const protocol::ExplainedPart& part) {
  if (part.role == "required") return "+";
  return part.role == "excluded" ? "-" : "";
}

// "yes  2.413  border", a line a part, inner ones further in.
void write_part(const Context& context, const protocol::ExplainedPart& part, std::size_t depth) {
  const Style& style = context.style();
  const std::string weight =
      part.weight > 0 ? format("{:>8.3f}", part.weight) : std::string(8, ' ');
  context.out() << format("{:<3} {}  {}{}{}", part.matches ? "yes" : "no", weight,
                          std::string(2 * depth, ' '), sign_of(part), harmless(part.query));
  std::string words;
  for (const std::string& word : part.words)
    words += format("{}{}", words.empty() ? "" : ", ", word);
  if (!words.empty()) {
    context.out() << style.dim(format("  = {}{}", harmless(words), part.cut ? ", ..." : ""));
  }
  context.out() << '\n';
  for (const protocol::ExplainedPart& inner : part.parts) write_part(context, inner, depth + 1);
}

std::string text_of(const protocol::ExplainedGain& gain) {
  std::string words;
  for (const std::string& word : gain.words) {
    words += format("{}{}", words.empty() ? "" : " ", harmless(word));
  }
  if (gain.by == "neighbours") return format("{}, together", words);
  if (gain.by == "feedback") return format("{}, which the best articles share", words);
  return gain.by == "recency" ? "its age" : harmless(gain.by);
}

// What the score has beside the weight of the query, and the score.
void write_gains(const Context& context, const protocol::ExplainResponse& answer) {
  for (const protocol::ExplainedGain& gain : answer.gains) {
    context.out() << format("    {:>8.3f}  {}\n", gain.weight, text_of(gain));
  }
  if (!answer.gains.empty()) context.out() << format("    {:>8.3f}  in all\n", answer.score);
}

}  // namespace

ExitStatus run_explain(const Context& context, const ExplainOptions& options) {
  auto named = named_article(options.article, context.environment());
  if (!named) return context.failed(named.error());
  protocol::ExplainRequest request;
  request.query = options.query;
  request.recency = options.recency;
  request.id = std::move(named->id);
  request.path = std::move(named->path);
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto explained = connection->explain(request);
  if (!explained) return context.query_failed(explained.error(), request.query);
  const protocol::ExplainResponse& answer = explained->value;
  if (context.json()) {
    context.out() << explained->json << '\n';
  } else {
    write_part(context, answer.query, 0);
    write_gains(context, answer);
    if (!answer.reason.empty()) {
      context.out() << format("\nIt does not match: {}.\n", harmless(answer.reason));
    }
  }
  return answer.query.matches ? ExitStatus::kDone : ExitStatus::kNothingFound;
}

}  // namespace quire::cli
