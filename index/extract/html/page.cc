#include "index/extract/html/page.h"

#include "index/extract/html/about/about.h"
#include "index/extract/html/about/json_ld.h"
#include "index/extract/html/body/main_text.h"
#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/blocks.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kShortestStructuredBody = 300;  // bytes; less is a summary

std::vector<Paragraph> paragraphs_of(std::vector<Block> blocks) {
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(blocks.size());
  for (Block& block : blocks) paragraphs.push_back(std::move(block.paragraph));
  return paragraphs;
}

std::size_t size_of(const std::vector<Paragraph>& paragraphs) {
  std::size_t size = 0;
  for (const Paragraph& paragraph : paragraphs) size += paragraph.text.size();
  return size;
}

// schema.org's articleBody: HTML, or text with a line for each paragraph.
std::vector<Paragraph> structured_body(const std::string& body) {
  if (body.find("</") != std::string::npos) return read_fragment(body).paragraphs;
  std::string html;
  for (const char c : body) {
    if (c == '\n') {
      html += "<p>";
    } else {
      html.push_back(c);
    }
  }
  return read_fragment(html).paragraphs;
}

// The text that the page shows; what stands in its data alone if that is far more.
std::vector<Paragraph> body_of(const Tree& tree, const StructuredArticle& structured,
                               std::string_view title) {
  std::vector<Paragraph> shown = paragraphs_of(main_text(tree, title));
  if (structured.body.size() < kShortestStructuredBody) return shown;
  std::vector<Paragraph> stated = structured_body(structured.body);
  for (Paragraph& paragraph : stated) paragraph.origins.clear();
  return size_of(stated) > 2 * size_of(shown) ? stated : shown;
}

}  // namespace

Draft read_fragment(std::string_view html) {
  Draft draft;
  const auto tree = Tree::parse(cut_to(html, kLongestPage));
  if (!tree) return draft;
  draft.paragraphs = paragraphs_of(blocks_of(*tree, 0, {}));
  return draft;
}

Result<Draft> read_page(std::string_view html, const PageOptions& options) {
  const auto tree = Tree::parse(cut_to(html, kLongestPage));
  if (!tree) return tree.error();
  const StructuredArticle structured = structured_article(*tree);
  Draft draft;
  describe(*tree, structured, options.url, draft);
  draft.paragraphs = body_of(*tree, structured, draft.title);
  if (draft.paragraphs.empty()) {
    return Error{ErrorCode::kUnsupported, "the page holds no text",
                 "it is read again when it changes"};
  }
  return draft;
}

}  // namespace quire::extract::html
