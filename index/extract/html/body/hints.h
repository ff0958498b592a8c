#pragma once
// What the names that a page's makers gave to its parts say of them: the words of `class`, `id`,
// `role`, `itemprop` and the like. Names are conventions of English-speaking makers of templates,
// so the same few dozen words do for pages in any language. Pure functions.

#include <cstdint>
#include <vector>

#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

enum class Hint : std::uint8_t {
  kNone,
  kCertain,    // no part of an article: navigation, comments, cookie notices...
  kFurniture,  // hardly one: share bars, other articles, captions...
  kDoubtful,   // mostly none, but the word is also given to articles' parts
  kBody,       // the article's text
  kHidden,     // not shown
};

// For each node of the tree.
[[nodiscard]] std::vector<Hint> hints_of(const Tree& tree);

}  // namespace quire::extract::html
