#include "client/cli/commands/commands.h"
#include "client/cli/commands/named_article.h"
#include "client/cli/output/hit_output.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// As `git diff --word-diff` marks them where there is no colour.
std::string marked(const protocol::DiffPart& part, const Style& style) {
  const std::string text = style.painted(glyphs_of(part.text, {}, LineEnds::kKeep));
  if (part.change == "removed") return style.removed(text);
  return part.change == "added" ? style.added(text) : text;
}

void write_parts(std::ostream& out, const std::vector<protocol::DiffPart>& parts,
                 const Style& style) {
  bool ended = true;
  for (const protocol::DiffPart& part : parts) {
    out << marked(part, style);
    ended = part.change == "same" && part.text.ends_with('\n');
  }
  if (!ended) out << '\n';
}

std::string head_of(const protocol::Hit& article) {
  const std::string source = harmless(article.source);
  return format("{}  {}{}{}", article.id, article.published, source.empty() ? "" : "  ", source);
}

}  // namespace

ExitStatus run_diff(const Context& context, const DiffOptions& options) {
  // Of two the newer one is asked about; it alone need not be told what it differs from.
  const bool two = !options.second.empty();
  auto newer = named_article(two ? options.second : options.first, context.environment());
  if (!newer) return context.failed(newer.error());
  protocol::DiffRequest request{std::move(newer->id), std::move(newer->path), {}};
  if (two) {
    auto older = named_article(options.first, context.environment());
    if (!older) return context.failed(older.error());
    request.with = older->id.empty() ? std::move(older->path) : std::move(older->id);
  }
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->diff(request);
  if (!found) return context.failed(found.error());
  if (context.json()) {
    context.out() << found->json << '\n';
    return ExitStatus::kDone;
  }
  const Style& style = context.style();
  context.out() << style.removed(head_of(found->value.older)) << '\n'
                << style.added(head_of(found->value.newer)) << "\n\n";
  write_parts(context.out(), found->value.title, style);
  context.out() << '\n';
  write_parts(context.out(), found->value.text, style);
  return ExitStatus::kDone;
}

}  // namespace quire::cli
