#pragma once
// How much of an article's text stands below each node of a tree. Pure functions.

#include <cstdint>
#include <span>
#include <vector>

#include "index/extract/html/dom/blocks.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

struct TextMeasure {
  std::uint32_t text = 0;   // bytes
  std::uint32_t links = 0;  // bytes of it in links
  std::uint32_t prose = 0;  // bytes in paragraphs that read like an article's
  float worth = 0;          // the prose, less what the other blocks speak against it
};

// A paragraph of an article: some length, sentences, few links.
[[nodiscard]] bool is_prose(const Block& block);

// For each node, over its whole subtree.
[[nodiscard]] std::vector<TextMeasure> measure(const Tree& tree, std::span<const Block> blocks);

}  // namespace quire::extract::html
