#include "index/extract/formats/xml/xml_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <sstream>

#include "index/base/utf8.h"
#include "index/extract/html/page.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

using Names = std::span<const std::string_view>;

bool is_one_of(pugi::xml_node node, Names names) {
  return std::any_of(names.begin(), names.end(),
                     [node](std::string_view name) { return is_named(node, name); });
}

bool holds_no_prose(pugi::xml_node node) {
  constexpr std::array<std::string_view, 12> kNames = {
      "media", "media-caption", "style",  "script", "head",   "img",
      "video", "audio",         "object", "figure", "iframe", "ednote"};
  return is_one_of(node, kNames);
}

bool is_block(pugi::xml_node node) {
  constexpr std::array<std::string_view, 38> kNames = {
      "p",    "div",     "h1",      "h2",      "h3",       "h4",     "h5",         "h6",
      "hl1",  "hl2",     "li",      "ul",      "ol",       "dl",     "dt",         "dd",
      "bq",   "block",   "pre",     "table",   "tr",       "thead",  "tbody",      "tfoot",
      "body", "section", "article", "header",  "footer",   "hr",     "blockquote", "credit",
      "note", "fn",      "address", "caption", "abstract", "tagline"};
  return is_one_of(node, kNames);
}

bool is_cell(pugi::xml_node node) { return is_named(node, "td") || is_named(node, "th"); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f'; }

// The character that "&name;" at the front means in HTML, and how long the reference is; nothing
// when it is none.
struct Reference {
  std::string text;
  std::size_t length = 0;
};

Reference decode_reference(std::string_view written) {
  if (written == "&nbsp;") return {" ", written.size()};
  const Draft decoded = html::read_fragment(written);
  if (decoded.paragraphs.empty() || decoded.paragraphs.front().text == written) return {};
  return {decoded.paragraphs.front().text, written.size()};
}

// Decodes each reference once.
class References {
 public:
  Reference at(std::string_view text) {
    constexpr std::size_t kLongest = 32;
    constexpr std::size_t kMostKnown = 500;  // HTML's that texts use; more are none of HTML's
    const std::size_t end = text.substr(0, kLongest).find(';');
    if (end == std::string_view::npos || end < 2) return {};
    std::string written(text.substr(0, end + 1));
    const auto known = known_.find(written);
    if (known != known_.end()) return known->second;
    if (known_.size() >= kMostKnown) return {};
    Reference decoded = decode_reference(written);
    return known_.emplace(std::move(written), std::move(decoded)).first->second;
  }

 private:
  std::map<std::string, Reference> known_;
};

// Puts text together; where an element ends, a paragraph may.
class ParagraphWriter {
 public:
  explicit ParagraphWriter(const XmlTree* tree) : tree_(tree) {}

  void add_below(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) add(child);
  }

  void end_paragraph() {
    while (!current_.text.empty() && is_space(current_.text.back())) current_.text.pop_back();
    if (!current_.text.empty()) paragraphs_.push_back(std::move(current_));
    current_ = {};
    space_ = false;
  }

  std::vector<Paragraph> paragraphs() && {
    end_paragraph();
    return std::move(paragraphs_);
  }

 private:
  void add(pugi::xml_node node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) return add_text(node);
    if (node.type() != pugi::node_element || holds_no_prose(node)) return;
    if (is_named(node, "br")) {
      if (!current_.text.empty()) current_.text.push_back('\n');
      space_ = false;
      return;
    }
    const bool block = is_block(node);
    if (block) end_paragraph();
    if (is_cell(node)) space_ = true;
    const bool before = preformatted_;
    preformatted_ = before || is_named(node, "pre");
    add_below(node);
    preformatted_ = before;
    if (block) end_paragraph();
  }

  void add_text(pugi::xml_node node) {
    const std::string_view text = node.value();
    Place place = tree_ != nullptr ? tree_->place_of(node) : Place{};
    bool placed = false;
    for (std::size_t i = 0; i < text.size();) {
      const char c = text[i];
      if (is_space(c)) {
        add_space(c);
        if (c == '\n') {
          ++place.line;
          place.column = 0;
          placed = false;
        }
        ++place.column;
        ++i;
        continue;
      }
      add_pending_space();
      if (!placed) add_origin(place);
      placed = true;
      if (!is_utf8_continuation(c)) ++place.column;
      const Reference reference = c == '&' ? references_.at(text.substr(i)) : Reference{};
      if (reference.length > 0) {
        current_.text += reference.text;
        i += reference.length;
      } else {
        current_.text.push_back(c);
        ++i;
      }
    }
  }

  void add_space(char c) {
    if (preformatted_ && !current_.text.empty() && c != '\r') {
      current_.text.push_back(c);
    } else {
      space_ = true;
    }
  }

  void add_pending_space() {
    if (space_ && !current_.text.empty() && current_.text.back() != '\n') {
      current_.text.push_back(' ');
    }
    space_ = false;
  }

  void add_origin(Place place) {
    if (tree_ == nullptr) return;
    const auto offset = static_cast<std::uint32_t>(current_.text.size());
    current_.origins.push_back({offset, place.line, place.column});
  }

  const XmlTree* tree_;
  References references_;
  std::vector<Paragraph> paragraphs_;
  Paragraph current_;
  bool space_ = false;
  bool preformatted_ = false;
};

std::string joined(const std::vector<Paragraph>& paragraphs) {
  std::string line;
  for (const Paragraph& paragraph : paragraphs) {
    if (!line.empty()) line.push_back(' ');
    line += paragraph.text;
  }
  return text::collapse_space(line);
}

// HTML takes the end of a line break for another one.
void append_without_ends_of_breaks(std::string& html, std::string_view markup) {
  constexpr std::string_view kEnd = "</br>";
  while (!markup.empty()) {
    const std::size_t at = std::min(markup.find(kEnd), markup.size());
    html += markup.substr(0, at);
    markup.remove_prefix(std::min(at + kEnd.size(), markup.size()));
  }
}

}  // namespace

std::string text_of(pugi::xml_node node) {
  ParagraphWriter writer(nullptr);
  writer.add_below(node);
  return joined(std::move(writer).paragraphs());
}

std::vector<Paragraph> paragraphs_below(const XmlTree& tree, pugi::xml_node node) {
  ParagraphWriter writer(&tree);
  writer.add_below(node);
  return std::move(writer).paragraphs();
}

std::string html_in(pugi::xml_node node) {
  std::string html;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element) {
      std::ostringstream out;
      child.print(out, "", pugi::format_raw | pugi::format_no_empty_element_tags,
                  pugi::encoding_utf8);
      append_without_ends_of_breaks(html, std::move(out).str());
    } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      html += child.value();
    }
  }
  return html;
}

std::string line_of_html(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) return text::collapse_space(html);
  return joined(html::read_fragment(html).paragraphs);
}

}  // namespace quire::extract::formats
