#pragma once
// A file's bytes to the articles in it. Pure; any thread.

#include <vector>

#include "index/article/article.h"

namespace quire::extract {

// At least one article, or why there is none: kUnsupported for a format that is not read and for
// binary data, with what it seems to be.
[[nodiscard]] Result<std::vector<article::Article>> articles_in(const article::FileKey& file,
                                                                FileContent content);

}  // namespace quire::extract
