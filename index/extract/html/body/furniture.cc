#include "index/extract/html/body/furniture.h"

#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

// A part whose names speak against it is kept when it holds more than this share of the prose:
// then the names mean something else ("related-layout", "with-sidebar").
constexpr float kMostCertain = 0.8F;
constexpr float kMostFurniture = 0.6F;
constexpr float kMostDoubtful = 0.1F;
// And all parts of doubtful names are kept when they hold more than this together.
constexpr float kMostDoubtfulTogether = 0.2F;
constexpr float kMostHidden = 0.75F;
constexpr float kMostLinkList = 0.15F;

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

// Does a quotation stand in there? Posts of social media are quoted in the very boxes that also
// hold the buttons to share an article.
bool holds_quotation(const Tree& tree, NodeIndex root) {
  for (NodeIndex node = root; node < tree[root].end; ++node) {
    if (tree[node].tag == GUMBO_TAG_BLOCKQUOTE) return true;
  }
  return false;
}

bool is_part_of_table(GumboTag tag) {
  return tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ||
         tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD;
}

// A node's answer to a hint.
bool goes(Hint hint, GumboTag tag, const TextMeasure& measure, float share, Strictness strictness) {
  if (strictness == Strictness::kNone) return false;
  // A row's class says what it is about, not what it is.
  if (is_part_of_table(tag) && hint != Hint::kHidden && hint != Hint::kCertain) return false;
  switch (hint) {
    case Hint::kHidden:
      return share < kMostHidden;
    case Hint::kCertain:
      return share < kMostCertain;
    case Hint::kFurniture:
      if (strictness != Strictness::kCautious && share < kMostFurniture) return true;
      break;
    case Hint::kDoubtful:
      if (strictness == Strictness::kBold && is_block(tag) && tag != GUMBO_TAG_BLOCKQUOTE &&
          share < kMostDoubtful)
        return true;
      break;
    case Hint::kBody:
    case Hint::kNone:
      break;
  }
  return share < kMostLinkList && is_link_list(tag, measure);
}

// The topmost parts that go, and how much of the prose goes with those of doubtful names.
struct Parts {
  std::vector<NodeIndex> nodes;
  float doubtful = 0;
};

Parts parts_that_go(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                    std::span<const TextMeasure> measures, Strictness strictness,
                    std::span<const std::uint8_t> left_out) {
  const float prose = static_cast<float>(measures[root].prose) + 1;
  Parts parts;
  for (NodeIndex node = root + 1; node < tree[root].end;) {
    const bool gone = left_out[node] != 0;
    const float share = static_cast<float>(measures[node].prose) / prose;
    bool out = !gone && !tree.is_text(node) &&
               goes(hints[node], tree[node].tag, measures[node], share, strictness);
    if (out && (hints[node] == Hint::kFurniture || hints[node] == Hint::kDoubtful)) {
      out = !holds_quotation(tree, node);
    }
    if (out) parts.nodes.push_back(node);
    if (out && hints[node] == Hint::kDoubtful) parts.doubtful += share;
    node = out || gone ? tree[node].end : node + 1;
  }
  return parts;
}

}  // namespace

void leave_out_furniture(const Tree& tree, NodeIndex root, std::span<const Hint> hints,
                         std::span<const TextMeasure> measures, Strictness strictness,
                         std::span<std::uint8_t> left_out) {
  Parts parts = parts_that_go(tree, root, hints, measures, strictness, left_out);
  if (parts.doubtful > kMostDoubtfulTogether) {
    parts = parts_that_go(tree, root, hints, measures, Strictness::kFirm, left_out);
  }
  for (const NodeIndex node : parts.nodes) left_out[node] = 1;
}

}  // namespace quire::extract::html
