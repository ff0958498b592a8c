#pragma once
// Plain text and Markdown to an article. Pure function.

#include <string>

#include "index/article/article.h"

namespace quire::extract {

// `text` is valid UTF-8. The title is the first line that is not blank (a Markdown heading without
// its marks), the body is the rest; `file_time` is the publication date unless the text states one.
// kUnsupported when there is nothing but white space.
[[nodiscard]] Result<article::Article> read_plain_text(std::string text, UnixSeconds file_time,
                                                       bool markdown);

}  // namespace quire::extract
