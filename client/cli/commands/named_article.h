#pragma once
// An article as a command line names it.

#include <string>
#include <string_view>

#include "config/environment.h"
#include "index/base/result.h"

namespace quire::cli {

struct NamedArticle {
  std::string id;    // or
  std::string path;  // absolute, or a file: URI, as the daemon takes it
};

// `written` is an id, a path or a file: URI. The file need not be there.
[[nodiscard]] Result<NamedArticle> named_article(std::string_view written,
                                                 const config::Environment& environment);

}  // namespace quire::cli
