#pragma once
// A reader's draft to an article: the one place where the formats' differences end. Pure function.

#include "index/article/article.h"
#include "index/extract/draft/draft.h"

namespace quire::extract {

// The body has an empty line between paragraphs and a '\n' at its end; without a title the first
// paragraph lends its beginning. Published is what the draft states, else `file_time`. `member` and
// `key` are left to whoever knows the other articles of the file. kUnsupported when there is
// neither a title nor text.
[[nodiscard]] Result<article::Article> finish(Draft draft, UnixSeconds file_time);

}  // namespace quire::extract
