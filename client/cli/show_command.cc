#include <algorithm>

#include "client/cli/commands.h"
#include "client/cli/field_output.h"
#include "client/cli/hit_output.h"
#include "config/paths.h"
#include "index/base/file_system.h"
#include "index/base/format.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::cli {
namespace {

constexpr std::size_t kIdLength = 16;

bool is_id(std::string_view text) {
  return text.size() == kIdLength && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// As the index knows the file: symbolic links resolved, but not the last component, since links
// are no articles.
Result<std::string> indexed_path(std::string_view written, const config::Environment& environment) {
  auto path = config::path_from_here(written, environment);
  if (!path || *path == "/") return path;
  const std::string name = path->substr(path->rfind('/') + 1);
  return join_path(config::canonical_path(parent_path(*path)), name);
}

Result<protocol::GetRequest> request_for(const ShowOptions& options,
                                         const config::Environment& environment) {
  protocol::GetRequest request;
  request.query = options.query;
  if (is_id(options.article)) {
    request.id = options.article;
    return request;
  }
  if (options.article.starts_with("file:")) {
    request.path = options.article;
    return request;
  }
  auto path = indexed_path(options.article, environment);
  if (!path) return path.error();
  // JSON carries text alone; a URI carries any path.
  request.path = first_invalid_utf8(*path) ? path_to_file_uri(*path) : *path;
  return request;
}

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
  write_field(out, style, "words", std::to_string(article.words));
  write_field(out, style, "file", path_of(article, context.terminal()));
  write_field(out, style, "id", article.id);
  out << '\n' << style.painted(glyphs_of(found.text, found.highlights, LineEnds::kKeep));
  if (!found.text.ends_with('\n')) out << '\n';
}

}  // namespace

ExitStatus run_show(const Context& context, const ShowOptions& options) {
  const auto request = request_for(options, context.environment());
  if (!request) return context.failed(request.error());
  auto connection = context.connect();
  if (!connection) return context.no_daemon(connection.error());
  const auto found = connection->get(*request);
  if (!found) return context.query_failed(found.error(), request->query);
  if (context.json()) {
    context.out() << found->json << '\n';
  } else {
    write_article(context, found->value);
  }
  return ExitStatus::kDone;
}

}  // namespace quire::cli
