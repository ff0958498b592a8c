#pragma once
// Plain text and Markdown to a draft of an article. Pure function.

#include <string>

#include "index/base/result.h"
#include "index/extract/draft/draft.h"

namespace quire::extract {

// `text` is valid UTF-8. Front matter (front_matter.h) gives fields; without a title in it the
// first line that is not blank is the title (a Markdown heading without its marks) and the rest is
// the text. Blank lines part paragraphs; where lines are longer than anybody wraps by hand, each is
// one. kUnsupported when there is nothing but white space.
[[nodiscard]] Result<Draft> read_plain_text(std::string text, bool markdown);

}  // namespace quire::extract
