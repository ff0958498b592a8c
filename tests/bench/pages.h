#pragma once
// Generates web pages around generated articles (articles.h), as news sites build them: metadata,
// scripts, menus, a share bar, the article, lists of other articles, readers' comments.

#include <string>

#include "tests/bench/articles.h"

namespace quire::bench {

// About 60 KB of HTML, of which the article is a tenth.
[[nodiscard]] std::string next_page(ArticleGenerator& articles);

}  // namespace quire::bench
