#include "index/extract/html/body/furniture.h"

#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

// A part whose names speak against it is kept when it holds more than this share of the prose:
// then the names mean something else ("related-layout", "with-sidebar").
constexpr float kMostFurniture = 0.4F;
constexpr float kMostDoubtful = 0.1F;
constexpr float kMostHidden = 0.5F;

constexpr float kLinkDensityOfLists = 0.5F;

bool is_list(GumboTag tag) {
  return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DL ||
         tag == GUMBO_TAG_TABLE;
}

bool is_container(GumboTag tag) {
  return is_list(tag) || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION ||
         tag == GUMBO_TAG_ARTICLE;
}

// Mostly links: a menu, or a list of other articles.
bool is_link_list(GumboTag tag, const TextMeasure& measure) {
  if (!is_container(tag) || measure.text == 0) return false;
  const float density = static_cast<float>(measure.links) / static_cast<float>(measure.text);
  return density > kLinkDensityOfLists;
}

// A node's answer to a hint.
bool goes(Hint hint, GumboTag tag, const TextMeasure& measure, float share, Strictness strictness) {
  if (strictness == Strictness::kNone) return false;
  switch (hint) {
    case Hint::kHidden:
      return share < kMostHidden;
    case Hint::kFurniture:
      return share < kMostFurniture;
    case Hint::kDoubtful:
      if (strictness == Strictness::kBold && is_block(tag) && share < kMostDoubtful) return true;
      break;
    case Hint::kBody:
    case Hint::kNone:
      break;
  }
  return is_link_list(tag, measure);
}

}  // namespace

void leave_out_furniture(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                         std::span<const TextMeasure> measures, Strictness strictness,
                         std::span<std::uint8_t> left_out) {
  const float prose = static_cast<float>(measures[root].prose) + 1;
  for (NodeIndex node = root + 1; node < tree[root].end;) {
    const float share = static_cast<float>(measures[node].prose) / prose;
    const bool out = !tree.is_text(node) &&
                     goes(hints[node], tree[node].tag, measures[node], share, strictness);
    left_out[node] = out ? 1 : 0;
    node = out ? tree[node].end : node + 1;
  }
}

}  // namespace quire::extract::html
