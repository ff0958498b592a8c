#include "index/extract/html/body/main_text.h"

#include <algorithm>

#include "index/extract/html/body/furniture.h"
#include "index/extract/html/body/hints.h"
#include "index/extract/html/body/lines.h"
#include "index/extract/html/body/text_measure.h"
#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

constexpr float kShareOfNamedBody = 0.6F;
constexpr std::size_t kTooLittle = 200;  // bytes

// The subtree that weighs most; the innermost of equals.
NodeIndex heaviest(const Tree& tree, std::span<const TextMeasure> measures) {
  NodeIndex best = 0;
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (!tree.is_text(node) && measures[node].worth >= measures[best].worth) best = node;
  }
  return best;
}

// A part of `root` that is named as the article's body, if it holds most of the prose.
NodeIndex named_body(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                     std::span<const TextMeasure> measures) {
  NodeIndex best = root;
  for (NodeIndex node = root + 1; node < tree[root].end; ++node) {
    if (hints[node] != Hint::kBody || tree[node].tag == GUMBO_TAG_P) continue;
    const auto share = static_cast<float>(measures[node].prose) /
                       (static_cast<float>(measures[root].prose) + 1);
    if (share > kShareOfNamedBody) best = node;
  }
  return best;
}

std::vector<Block> read(const Tree& tree, std::span<const Hint> hints, Strictness strictness) {
  std::vector<std::uint8_t> left_out(tree.size(), 0);
  std::vector<Block> blocks = blocks_of(tree, 0, left_out);
  std::vector<TextMeasure> measures = measure(tree, blocks);
  leave_out_furniture(tree, 0, hints, measures, strictness, left_out);
  blocks = blocks_of(tree, 0, left_out);
  measures = measure(tree, blocks);
  NodeIndex root = heaviest(tree, measures);
  root = named_body(tree, root, hints, measures);
  leave_out_furniture(tree, root, hints, measures, strictness, left_out);
  return blocks_of(tree, root, left_out);
}

std::size_t text_size(std::span<const Block> blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += block.paragraph.text.size();
  return size;
}

}  // namespace

std::vector<Block> main_text(const Tree& tree, std::string_view title) {
  const std::vector<Hint> hints = hints_of(tree);
  std::vector<Block> best;
  for (const Strictness strictness :
       {Strictness::kBold, Strictness::kCautious, Strictness::kNone}) {
    std::vector<Block> blocks = read(tree, hints, strictness);
    if (text_size(blocks) > text_size(best)) best = std::move(blocks);
    if (text_size(best) >= kTooLittle) break;
  }
  return without_stray_lines(tree, std::move(best), title);
}

}  // namespace quire::extract::html
