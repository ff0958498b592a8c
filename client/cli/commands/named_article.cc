#include "client/cli/commands/named_article.h"

#include <algorithm>

#include "config/paths.h"
#include "index/base/file_system.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::cli {
namespace {

constexpr std::size_t kIdLength = 16;

// Of an article of another daemon, too: "archive:1a0f44dc8ea25c47".
bool is_id(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const std::string_view remote = text.substr(0, colon == text.npos ? 0 : colon);
  if (colon != text.npos) text.remove_prefix(colon + 1);
  if (remote.find('/') != remote.npos) return false;
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

}  // namespace

Result<NamedArticle> named_article(std::string_view written,
                                   const config::Environment& environment) {
  if (is_id(written)) return NamedArticle{std::string(written), {}};
  if (written.starts_with("file:")) return NamedArticle{{}, std::string(written)};
  auto path = indexed_path(written, environment);
  if (!path) return path.error();
  // JSON carries text alone; a URI carries any path.
  return NamedArticle{{}, first_invalid_utf8(*path) ? path_to_file_uri(*path) : *path};
}

}  // namespace quire::cli
