#include "index/extract/html/body/lines.h"

#include <algorithm>
#include <array>

#include "index/extract/html/body/text_measure.h"
#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/tags.h"
#include "index/text/normalizer.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLongestLinkLine = 250;  // bytes
constexpr std::size_t kLongestLabel = 30;
constexpr std::size_t kLongestStray = 120;
constexpr std::size_t kMostStray = 2;  // lines may go from either end
constexpr float kMostAbove = 0.2F;     // of the text may stand above the headline

// What readers are asked for at the end of an article, folded.
constexpr std::array<std::string_view, 17> kRequests = {"follow ",
                                                        "subscribe",
                                                        "newsletter",
                                                        "sign up",
                                                        "email us",
                                                        "have a tip",
                                                        "click here",
                                                        "abonnieren",
                                                        "folgen sie",
                                                        "folge uns",
                                                        "suscribete",
                                                        "siguenos",
                                                        "abonnez",
                                                        "suivez",
                                                        "iscriviti",
                                                        "inscreva-se",
                                                        "\u043F\u043E\u0434\u043F\u0438"};
constexpr std::size_t kLongestRequest = 350;  // bytes
constexpr int kMostRequests = 3;

GumboTag tag_of(const Tree& tree, const Block& block) { return tree[block.node].tag; }

// Lists, tables and verse are themselves short lines; they are judged as a whole elsewhere.
bool is_line_of_something(GumboTag tag) {
  return tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_PRE ||
         tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_TD;
}

bool ends_a_sentence(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == ')' || text.back() == '\'')) {
    text.remove_suffix(1);
  }
  for (const std::string_view quote : {"\u201D", "\u2019", "\u00BB", "\u300D"}) {
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  }
  if (text.empty()) return false;
  constexpr std::array<std::string_view, 11> kEnds = {
      ".", "!", "?", ":", ";", "\u2026", "\u3002", "\uFF01", "\uFF1F", "\u0964", "\u061F"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

// A paragraph that is nothing but a link, or a label and a link.
bool is_link_line(const Tree& tree, const Block& block) {
  const std::string& text = block.paragraph.text;
  const GumboTag tag = tag_of(tree, block);
  if (block.link_text == 0 || text.size() > kLongestLinkLine || is_line_of_something(tag) ||
      is_heading(tag))
    return false;
  const std::size_t plain = text.size() - std::min<std::size_t>(block.link_text, text.size());
  if (plain * 8 < text.size()) return true;
  if (plain * 3 < text.size() && !ends_a_sentence(text)) return true;
  const std::size_t colon = text.find(':');
  return colon < kLongestLabel && plain <= colon + 4;
}

// Rules and ornaments are made of signs alone.
bool is_ornament(const Block& block) {
  const std::string& text = block.paragraph.text;
  return std::none_of(text.begin(), text.end(), [](char c) {
    const char lower = lower_ascii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_stray(const Tree& tree, const Block& block) {
  const std::string& text = block.paragraph.text;
  if (is_line_of_something(tag_of(tree, block))) return false;
  return text.size() < kLongestStray && !ends_a_sentence(text);
}

std::size_t size_of(const Block& block) { return block.paragraph.text.size(); }

std::size_t total_size(const std::vector<Block>& blocks) {
  std::size_t size = 0;
  for (const Block& block : blocks) size += size_of(block);
  return size;
}

void drop_above_headline(const Tree& tree, std::vector<Block>& blocks, std::string_view title) {
  const auto limit = kMostAbove * static_cast<float>(total_size(blocks));
  std::size_t above = 0;
  for (std::size_t i = 0; i < blocks.size() && static_cast<float>(above) <= limit; ++i) {
    const bool headline =
        tag_of(tree, blocks[i]) == GUMBO_TAG_H1 || blocks[i].paragraph.text == title;
    if (headline && i + 1 < blocks.size()) {
      blocks.erase(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
    above += size_of(blocks[i]);
  }
}

// Headings before the first prose (subtitles, authors) and strays at both ends.
void drop_stray_ends(const Tree& tree, std::vector<Block>& blocks) {
  const auto prose = [](const Block& block) { return is_prose(block); };
  const auto first = std::find_if(blocks.begin(), blocks.end(), prose);
  if (first == blocks.end()) return;
  std::size_t dropped = 0;
  const auto stray = [&](const Block& block) {
    const bool out = is_stray(tree, block);
    if (out) ++dropped;
    return out && dropped <= kMostStray;
  };
  const auto after = [&] { return std::find_if(blocks.rbegin(), blocks.rend(), prose).base(); };
  blocks.erase(std::remove_if(after(), blocks.end(), stray), blocks.end());
  dropped = 0;
  const auto end = std::find_if(blocks.begin(), blocks.end(), prose);
  blocks.erase(std::remove_if(blocks.begin(), end, stray), end);
}

bool is_request(const Block& block) {
  const std::string& text = block.paragraph.text;
  if (text.size() > kLongestRequest) return false;
  if (block.link_text == 0 && text.find('@') == std::string::npos) return false;
  const std::string folded = text::fold(text);
  return std::any_of(kRequests.begin(), kRequests.end(), [&](std::string_view request) {
    return folded.find(request) != std::string::npos;
  });
}

// "Follow the author on...", "Subscribe to our newsletter".
void drop_closing_requests(std::vector<Block>& blocks) {
  for (int i = 0; i < kMostRequests && blocks.size() > 1 && is_request(blocks.back()); ++i) {
    blocks.pop_back();
  }
}

// The heading's rank; 9 for what is no heading.
int rank_of(const Tree& tree, const Block& block) {
  const GumboTag tag = tag_of(tree, block);
  return is_heading(tag) ? tag - GUMBO_TAG_H1 + 1 : 9;
}

void drop_empty_headings(const Tree& tree, std::vector<Block>& blocks) {
  std::vector<Block> kept;
  int next = 0;  // the rank of what follows
  for (std::size_t i = blocks.size(); i-- > 0;) {
    const int rank = rank_of(tree, blocks[i]);
    if (rank < 9 && rank >= next) continue;
    next = rank;
    kept.push_back(std::move(blocks[i]));
  }
  std::reverse(kept.begin(), kept.end());
  blocks = std::move(kept);
}

}  // namespace

std::vector<Block> without_stray_lines(const Tree& tree, std::vector<Block> blocks,
                                       std::string_view title) {
  std::vector<Block> all = blocks;
  drop_above_headline(tree, blocks, title);
  std::erase_if(
      blocks, [&](const Block& block) { return is_link_line(tree, block) || is_ornament(block); });
  drop_empty_headings(tree, blocks);
  drop_stray_ends(tree, blocks);
  drop_closing_requests(blocks);
  return blocks.empty() ? all : blocks;
}

}  // namespace quire::extract::html
