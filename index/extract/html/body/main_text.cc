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

// The subtree that weighs most; the innermost of equals. Everything when there is no prose.
NodeIndex heaviest(const Tree& tree, std::span<const TextMeasure> measures) {
  NodeIndex best = 0;
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (measures[node].prose > 0 && !tree.is_text(node) &&
        measures[node].worth >= measures[best].worth) {
      best = node;
    }
  }
  return best;
}

// An article is more than a list or a table: the nearest part of the page around one.
NodeIndex container_of(const Tree& tree, NodeIndex node) {
  const auto is_container = [](GumboTag tag) {
    return is_block(tag)
               ? tag != GUMBO_TAG_P && tag != GUMBO_TAG_PRE && tag != GUMBO_TAG_UL &&
                     tag != GUMBO_TAG_OL && tag != GUMBO_TAG_LI && tag != GUMBO_TAG_DL &&
                     tag != GUMBO_TAG_DD && tag != GUMBO_TAG_TABLE && tag != GUMBO_TAG_TBODY &&
                     tag != GUMBO_TAG_TR && tag != GUMBO_TAG_BLOCKQUOTE
               : tag == GUMBO_TAG_TD;
  };
  while (node != 0 && !is_container(tree[node].tag)) node = tree[node].parent;
  return node;
}

// Leaves out what stands below `root` beside the parts that are named as the article's body, if
// these hold most of the prose.
void leave_only_named_body(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                           std::span<const TextMeasure> measures,
                           std::span<std::uint8_t> left_out) {
  std::vector<NodeIndex> parts;
  std::uint32_t prose = 0;
  for (NodeIndex node = root; node < tree[root].end;) {
    const bool part = hints[node] == Hint::kBody && tree[node].tag != GUMBO_TAG_P;
    if (part && left_out[node] == 0) {
      parts.push_back(node);
      prose += measures[node].prose;
    }
    node = part || left_out[node] != 0 ? tree[node].end : node + 1;
  }
  if (static_cast<float>(prose) <= kShareOfNamedBody * static_cast<float>(measures[root].prose)) {
    return;
  }
  parts.push_back(tree[root].end);
  auto part = parts.begin();
  for (NodeIndex node = root; node < tree[root].end;) {
    if (node == *part) {
      ++part;
      node = tree[node].end;
    } else {
      // The next part lies in here, or nothing that is wanted does.
      if (tree[node].end <= *part) left_out[node] = 1;
      node = tree[node].end <= *part ? tree[node].end : node + 1;
    }
  }
}

std::vector<Block> read(const Tree& tree, std::span<const Hint> hints, Strictness strictness,
                        Scripting scripting) {
  std::vector<std::uint8_t> left_out(tree.size(), 0);
  std::vector<Block> blocks = blocks_of(tree, 0, left_out, scripting);
  std::vector<TextMeasure> measures = measure(tree, blocks);
  // While the article is not found yet, doubtful names decide nothing.
  const Strictness at_first = strictness == Strictness::kBold ? Strictness::kFirm : strictness;
  leave_out_furniture(tree, 0, hints, measures, at_first, left_out);
  blocks = blocks_of(tree, 0, left_out, scripting);
  measures = measure(tree, blocks);
  const NodeIndex root = container_of(tree, heaviest(tree, measures));
  leave_only_named_body(tree, root, hints, measures, left_out);
  leave_out_furniture(tree, root, hints, measures, strictness, left_out);
  return blocks_of(tree, root, left_out, scripting);
}

std::size_t text_size(std::span<const Block> blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += block.paragraph.text.size();
  return size;
}

// With the strictest rules that leave enough; with none of them rather than nothing.
std::vector<Block> read_enough(const Tree& tree, std::span<const Hint> hints, Scripting scripting) {
  std::vector<Block> best;
  for (const Strictness strictness :
       {Strictness::kBold, Strictness::kFirm, Strictness::kCautious, Strictness::kNone}) {
    std::vector<Block> blocks = read(tree, hints, strictness, scripting);
    if (text_size(blocks) > text_size(best)) best = std::move(blocks);
    if (text_size(best) >= kTooLittle) return best;
  }
  return best.empty() ? blocks_of(tree, 0, {}, scripting) : best;
}

}  // namespace

std::vector<Block> main_text(const Tree& tree, std::string_view title) {
  const std::vector<Hint> hints = hints_of(tree);
  std::vector<Block> best = read_enough(tree, hints, Scripting::kOn);
  if (text_size(best) < kTooLittle) {
    std::vector<Block> unscripted = read_enough(tree, hints, Scripting::kOff);
    if (text_size(unscripted) > 2 * text_size(best)) best = std::move(unscripted);
  }
  return without_stray_lines(tree, std::move(best), title);
}

}  // namespace quire::extract::html
