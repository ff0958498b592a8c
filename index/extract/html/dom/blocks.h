#pragma once
// The text of a tree's parts as paragraphs with their places in the page. Pure functions.

#include <cstdint>
#include <span>
#include <vector>

#include "index/extract/draft/draft.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

struct Block {
  Paragraph paragraph;
  NodeIndex node = 0;           // the innermost block element around it
  std::uint32_t link_text = 0;  // how many bytes of the text are links
};

// Whether the page is read as a browser shows it that runs scripts, or one that does not and shows
// what stands in `noscript`.
enum class Scripting : std::uint8_t { kOn, kOff };

// What stands below `root`, in the document's order, without the subtrees whose `left_out` is not
// 0 (indexed by node; an empty span leaves out nothing) and without elements that hold no text.
[[nodiscard]] std::vector<Block> blocks_of(const Tree& tree, NodeIndex root,
                                           std::span<const std::uint8_t> left_out,
                                           Scripting scripting = Scripting::kOn);

}  // namespace quire::extract::html
