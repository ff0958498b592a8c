#include "daemon/commands/which_article.h"

#include "daemon/ingest/pipeline.h"
#include "index/base/uri.h"

namespace quire::commands {

Result<WhichArticle> which_article(Context& context, const std::string& id,
                                   const std::string& path) {
  WhichArticle which{id, std::nullopt};
  if (path.empty()) return which;
  auto located = context.pipeline.locate(file_uri_to_path(path).value_or(path));
  if (!located) return located.error();
  which.file = *std::move(located);
  return which;
}

Result<store::StoredArticle> get_article(Engine& engine, const WhichArticle& which) {
  return which.file ? engine.searcher.get(*which.file) : engine.searcher.get(which.id);
}

}  // namespace quire::commands
