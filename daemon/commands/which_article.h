#pragma once
// The article that a request names by its id or its path.

#include <optional>
#include <string>

#include "daemon/commands/call.h"
#include "daemon/commands/search_pool.h"

namespace quire::commands {

struct WhichArticle {
  std::string id;
  std::optional<article::FileKey> file;  // when it was named by its path
};

// `path` is absolute or a file: URI, or empty; then the id counts. kNotFound for a path outside of
// the drop folders. Loop thread.
[[nodiscard]] Result<WhichArticle> which_article(Context& context, const std::string& id,
                                                 const std::string& path);

// On a searching thread.
[[nodiscard]] Result<store::StoredArticle> get_article(Engine& engine, const WhichArticle& which);

}  // namespace quire::commands
