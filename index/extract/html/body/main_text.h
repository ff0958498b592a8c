#pragma once
// The article in a page.
//
// The page's blocks of text are weighed: a paragraph that reads like prose counts for its length,
// anything else (a line of a menu, a headline in a list) against. The article is the subtree
// whose blocks weigh most together; among others this is the maximum subsequence of Pasternack and
// Roth ("Extracting article text from the web with maximum subsequence segmentation", 2009) over
// the tree instead of the text, with the link density of Kohlschuetter et al. ("Boilerplate
// detection using shallow text features", 2010) as the weight. Names and elements that say what a
// part is are heeded as far as the text bears them out. Pure functions.

#include <string_view>
#include <vector>

#include "index/extract/html/dom/blocks.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// The article's paragraphs, in order. `title` is left out where it is repeated in front of them.
// Empty only when the page has no text.
[[nodiscard]] std::vector<Block> main_text(const Tree& tree, std::string_view title);

}  // namespace quire::extract::html
