#include "index/extract/html/body/text_measure.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kShortestProse = 50;  // bytes; below, sentences are captions and the like
constexpr std::size_t kLongProse = 140;     // above, text is prose without a mark of a sentence
constexpr float kCostOfBlock = 8;           // a line of a menu weighs against this much prose

// How often sentences and their clauses end, in any of the larger scripts.
std::size_t count_stops(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWide = {
      "\u3002", "\u3001", "\uFF0C", "\uFF01", "\uFF1F", "\u0964", "\u060C", "\u061F", "\u06D4"};
  std::size_t stops = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' || c == ',' || c == '!' || c == '?' || c == ';') {
      if (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"' || text[i + 1] == '\n' ||
          static_cast<unsigned char>(text[i + 1]) >= 0x80) {
        ++stops;
      }
    } else if (c == '\xE3' || c == '\xEF' || c == '\xE0' || c == '\xD8' || c == '\xDB') {
      for (const std::string_view stop : kWide) stops += text.substr(i).starts_with(stop) ? 1U : 0U;
    }
  }
  return stops;
}

}  // namespace

bool is_prose(const Block& block) {
  const std::string& text = block.paragraph.text;
  if (text.size() < kShortestProse || block.link_text * 2 > text.size()) return false;
  return text.size() >= kLongProse || count_stops(text) > 0;
}

std::vector<TextMeasure> measure(const Tree& tree, std::span<const Block> blocks) {
  std::vector<TextMeasure> measures(tree.size());
  for (const Block& block : blocks) {
    TextMeasure& at = measures[block.node];
    const auto size = static_cast<std::uint32_t>(block.paragraph.text.size());
    at.text += size;
    at.links += block.link_text;
    if (is_prose(block)) {
      at.prose += size;
      at.worth += static_cast<float>(size) - 2 * static_cast<float>(block.link_text);
    } else {
      const bool plain_row = block.link_text == 0 && tree[block.node].tag == GUMBO_TAG_TR;
      at.worth -= plain_row ? 0 : kCostOfBlock + static_cast<float>(block.link_text);
    }
  }
  for (NodeIndex node = tree.size(); node-- > 1;) {
    TextMeasure& parent = measures[tree[node].parent];
    parent.text += measures[node].text;
    parent.links += measures[node].links;
    parent.prose += measures[node].prose;
    parent.worth += measures[node].worth;
  }
  return measures;
}

}  // namespace quire::extract::html
