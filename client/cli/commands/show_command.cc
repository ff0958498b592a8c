#include "client/cli/commands/commands.h"
#include "client/cli/commands/named_article.h"
#include "client/cli/output/field_output.h"
#include "client/cli/output/hit_output.h"

namespace quire::cli {
namespace {

void write_article(const Context& context, const protocol::GetResponse& found) {
  std::ostream& out = context.out();
  const Style& style = context.style();
  const protocol::Hit& article = found.article;
  out << title_of(article, style) << '\n';
  write_field(out, style, "by", joined(article.authors));
  write_field(out, style, "published", article.published);
  write_field(out, style, "updated", article.updated.value_or(""));
  write_field(out, style, "source", article.source);
  write_field(out, style, "section", article.section);
  write_field(out, style, "place", article.place);
  write_field(out, style, "agency", found.agency);
  write_field(out, style, "language", article.language);
  write_field(out, style, "tags", joined(found.tags));
  write_field(out, style, "url", found.url);
  write_field(out, style, "versions", article.versions > 1 ? std::to_string(article.versions) : "");
  write_field(out, style, "state", article.withdrawn ? "withdrawn" : "");
  write_field(out, style, "words", std::to_string(article.words));
  write_field(out, style, "file", path_of(article, context.terminal()));
  write_field(out, style, "id", article.id);
  out << '\n';
  const Glyphs text = glyphs_of(found.text, found.highlights, LineEnds::kKeep);
  for (const Glyphs& line : wrap_lines(text, context.width())) out << style.painted(line) << '\n';
}

}  // namespace

ExitStatus run_show(const Context& context, const ShowOptions& options) {
  auto named = named_article(options.article, context.environment());
  if (!named) return context.failed(named.error());
  const protocol::GetRequest request{std::move(named->id), std::move(named->path), options.query};
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->get(request);
  if (!found) return context.query_failed(found.error(), request.query);
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    write_article(context, found->value);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
