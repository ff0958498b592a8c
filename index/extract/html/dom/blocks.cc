#include "index/extract/html/dom/blocks.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "index/base/utf8.h"
#include "index/extract/html/dom/source_walk.h"
#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLongestCell = 300;  // bytes; a longer one is no datum but a column of text
constexpr std::string_view kBetweenCells = " | ";

// The bytes of white space at text[offset]: HTML's own, and the no-break and ideographic spaces
// with which pages are laid out.
std::size_t space_length(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c == '\xC2' && text.substr(offset).starts_with("\xC2\xA0")) return 2;
  if (c == '\xE2' && text.substr(offset).starts_with("\xE2\x80\x8B")) return 3;  // zero width
  if (c == '\xE3' && text.substr(offset).starts_with("\xE3\x80\x80")) return 3;
  return 0;
}

// Gathers text into paragraphs.
class Writer {
 public:
  explicit Writer(std::vector<Block>& blocks) : blocks_(blocks) {}

  void end_paragraph(NodeIndex next) {
    finish();
    block_.node = next;
  }

  void line_break() {
    if (breaks_ > 0) {
      const NodeIndex node = block_.node;
      finish();
      block_.node = node;
    } else if (!block_.paragraph.text.empty()) {
      ++breaks_;
      space_ = false;
    }
  }

  void next_cell() {
    if (block_.paragraph.text.empty()) return;
    between_ = kBetweenCells;
    space_ = false;
  }

  void add(std::string_view text, std::string_view source, GumboSourcePosition start, bool link,
           bool preformatted) {
    SourceWalk walk(text, source, start);
    while (!walk.at_end()) {
      const std::size_t space = space_length(text, walk.offset());
      if (space == 0) {
        // A run may hold a space that is not ASCII's.
        std::size_t length = 0;
        const std::size_t run = walk.run_length();
        while (length < run && space_length(text, walk.offset() + length) == 0) ++length;
        write(text.substr(walk.offset(), length), walk.place(), link);
        walk.skip(length);
        continue;
      }
      if (preformatted) {
        keep_space(text[walk.offset()]);
      } else {
        space_ = true;
      }
      walk.skip(space);
    }
  }

  void finish() {
    if (!block_.paragraph.text.empty()) blocks_.push_back(std::move(block_));
    block_ = {};
    expected_ = {0, 0};
    forget_space();
  }

 private:
  void keep_space(char c) {
    if (c == '\n') {
      ++lines_;
      spaces_ = 0;
    } else {
      ++spaces_;
    }
  }

  void forget_space() {
    breaks_ = 0;
    lines_ = 0;
    spaces_ = 0;
    space_ = false;
    between_ = {};
  }

  void write(std::string_view word, Place place, bool link) {
    std::string& text = block_.paragraph.text;
    if (text.empty()) {
      // White space in front of a paragraph is the markup's.
    } else if (breaks_ + lines_ + spaces_ > 0) {
      text.append(breaks_ + lines_, '\n').append(spaces_, ' ');
      expected_ = {0, 0};
    } else if (!between_.empty()) {
      text += between_;
      expected_ = {0, 0};
    } else if (space_) {
      text.push_back(' ');
      ++expected_.column;
      if (link && in_link_) ++block_.link_text;
    }
    in_link_ = link;
    forget_space();
    if (place != expected_) {
      block_.paragraph.origins.push_back(
          {static_cast<std::uint32_t>(text.size()), place.line, place.column});
    }
    text += word;
    expected_ = {place.line, place.column + static_cast<std::uint32_t>(count_code_points(word))};
    if (link) block_.link_text += static_cast<std::uint32_t>(word.size());
  }

  std::vector<Block>& blocks_;
  Block block_;
  Place expected_{0, 0};    // where the page would go on if it did as the text does
  std::size_t breaks_ = 0;  // line ends to be written before the next word
  std::size_t lines_ = 0;   // the same, from preformatted text, which may have many in a row
  std::size_t spaces_ = 0;  // of preformatted text
  bool space_ = false;
  bool in_link_ = false;  // the last word was
  std::string_view between_;
};

bool is_cell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

// Is this row a line of data? Tables were used for pages' layout too: a row with a block or with
// much text in one of its cells is such.
bool is_data_row(const Tree& tree, NodeIndex row) {
  std::size_t cell_text = 0;
  for (NodeIndex node = row + 1; node < tree[row].end; ++node) {
    const GumboTag tag = tree[node].tag;
    if (is_cell(tag)) {
      cell_text = 0;
    } else if (tree.is_text(node)) {
      cell_text += tree.text(node).size();
      if (cell_text > kLongestCell) return false;
    } else if (is_block(tag) && tag != GUMBO_TAG_P && tag != GUMBO_TAG_DIV) {
      return false;
    }
  }
  return true;
}

// What an open element means for the text in it.
struct Open {
  NodeIndex end = 0;
  NodeIndex block = 0;
  bool link = false;
  bool preformatted = false;
  bool cell = false;  // blocks in here do not end the line
  bool ends_block = false;
};

class Reader {
 public:
  Reader(const Tree& tree, std::span<const std::uint8_t> left_out, Scripting scripting,
         std::vector<Block>& blocks)
      : tree_(tree), left_out_(left_out), scripting_(scripting), writer_(blocks) {}

  void read(NodeIndex root) {
    open_.push_back({tree_[root].end, root, false, false, false, false});
    writer_.end_paragraph(root);
    for (NodeIndex node = root; node < tree_[root].end;) {
      close_until(node);
      node = visit(node) ? node + 1 : tree_[node].end;
    }
    writer_.finish();
  }

 private:
  void close_until(NodeIndex node) {
    while (open_.back().end <= node) {
      const bool ended = open_.back().ends_block;
      open_.pop_back();
      if (ended) writer_.end_paragraph(open_.back().block);
    }
  }

  // Whether the node's descendants are to be visited.
  bool visit(NodeIndex node) {
    if (!left_out_.empty() && left_out_[node] != 0) return false;
    const Open& around = open_.back();
    if (tree_.is_text(node)) {
      writer_.add(tree_.text(node), tree_.text_source(node), tree_.position(node), around.link,
                  around.preformatted);
      return false;
    }
    const GumboTag tag = tree_[node].tag;
    const bool shown = tag == GUMBO_TAG_NOSCRIPT && scripting_ == Scripting::kOff;
    if (is_without_text(tag) && !shown) return false;
    if (tag == GUMBO_TAG_BR) {
      writer_.line_break();
      return false;
    }
    open(node, tag);
    return true;
  }

  void open(NodeIndex node, GumboTag tag) {
    Open opened = open_.back();
    opened.end = tree_[node].end;
    opened.ends_block = false;
    if (is_cell(tag) && opened.cell) {
      writer_.next_cell();
    } else if (!opened.cell && (is_block(tag) || is_cell(tag))) {
      opened.block = node;
      opened.ends_block = true;
      opened.cell = tag == GUMBO_TAG_TR && is_data_row(tree_, node);
      opened.preformatted = opened.preformatted || tag == GUMBO_TAG_PRE;
      writer_.end_paragraph(node);
    }
    opened.link = opened.link || (tag == GUMBO_TAG_A && tree_.has_attribute(node, "href"));
    open_.push_back(opened);
  }

  const Tree& tree_;
  std::span<const std::uint8_t> left_out_;
  Scripting scripting_;
  Writer writer_;
  std::vector<Open> open_;
};

}  // namespace

std::vector<Block> blocks_of(const Tree& tree, NodeIndex root,
                             std::span<const std::uint8_t> left_out, Scripting scripting) {
  std::vector<Block> blocks;
  Reader(tree, left_out, scripting, blocks).read(root);
  return blocks;
}

}  // namespace quire::extract::html
