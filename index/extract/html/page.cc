#include "index/extract/html/page.h"

#include "index/extract/html/body/main_text.h"
#include "index/extract/html/dom/blocks.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

Draft read_fragment(std::string_view html) {
  Draft draft;
  const auto tree = Tree::parse(html.substr(0, kLongestPage));
  if (!tree) return draft;
  for (Block& block : blocks_of(*tree, 0, {})) {
    draft.paragraphs.push_back(std::move(block.paragraph));
  }
  return draft;
}

Result<Draft> read_page(std::string_view html, const PageOptions& options) {
  const auto tree = Tree::parse(html.substr(0, kLongestPage));
  if (!tree) return tree.error();
  Draft draft;
  draft.url = options.url;
  for (Block& block : main_text(*tree, draft.title)) {
    draft.paragraphs.push_back(std::move(block.paragraph));
  }
  if (draft.paragraphs.empty()) {
    return Error{ErrorCode::kUnsupported, "the page holds no text",
                 "it is read again when it changes"};
  }
  return draft;
}

}  // namespace quire::extract::html
