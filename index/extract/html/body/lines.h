#pragma once
// The article's blocks, one by one and beside their neighbours: what is no paragraph of it although
// it stands between its paragraphs. Pure functions.

#include <string_view>
#include <vector>

#include "index/extract/html/dom/blocks.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// Without
// - the headline and what stands above it,
// - blocks that are links to elsewhere ("Related: Another article") or signs without a letter,
// - headings that nothing follows,
// - short lines without a sentence before the first and after the last paragraph of prose,
// - what readers are asked for at the end: to follow, to subscribe.
[[nodiscard]] std::vector<Block> without_stray_lines(const Tree& tree, std::vector<Block> blocks,
                                                     std::string_view title);

}  // namespace quire::extract::html
