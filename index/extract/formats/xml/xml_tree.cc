#include "index/extract/formats/xml/xml_tree.h"

#include <algorithm>

#include "index/base/format.h"
#include "index/extract/formats/xml/well_formed.h"

namespace quire::extract::formats {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equals_ignoring_case(std::string_view text, std::string_view lower_text) {
  return text.size() == lower_text.size() &&
         std::equal(text.begin(), text.end(), lower_text.begin(),
                    [](char a, char b) { return lower(a) == b; });
}

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The next node in the document's order below `root`, after `node` and, if so wanted, all below it.
pugi::xml_node next_node(pugi::xml_node node, pugi::xml_node root, std::size_t& depth) {
  if (node.first_child()) {
    ++depth;
    return node.first_child();
  }
  while (node != root && !node.next_sibling()) {
    node = node.parent();
    --depth;
  }
  return node == root ? pugi::xml_node() : node.next_sibling();
}

bool is_too_deep(pugi::xml_node root) {
  std::size_t depth = 0;
  for (pugi::xml_node node = root; node; node = next_node(node, root, depth)) {
    if (depth > kDeepestXml) return true;
  }
  return false;
}

Error too_large(std::string_view what, std::size_t limit) {
  return Error{ErrorCode::kTooLarge, format("XML with {} than {}", what, limit),
               "no article is written so; convert it or leave it out with an ignore pattern"};
}

}  // namespace

Result<XmlTree> XmlTree::parse(std::string_view text) {
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '<')) > kMostTags ||
      static_cast<std::size_t>(std::count(text.begin(), text.end(), '=')) > 4 * kMostTags) {
    return too_large("more tags", kMostTags);
  }
  constexpr unsigned kOptions = pugi::parse_default | pugi::parse_ws_pcdata;
  XmlTree tree;
  tree.text_ = std::make_unique<const std::string>(text);
  tree.document_ = std::make_unique<pugi::xml_document>();
  const auto parse = [&tree] {
    return tree.document_->load_buffer(tree.text_->data(), tree.text_->size(), kOptions,
                                       pugi::encoding_utf8);
  };
  const pugi::xml_parse_result strictly = parse();
  if (!strictly || !tree.root()) {
    tree.text_ = std::make_unique<const std::string>(well_formed(text));
    const pugi::xml_parse_result mended = parse();
    if (!mended || !tree.root()) {
      return Error{ErrorCode::kUnsupported, format("broken XML: {}", strictly.description()),
                   "it is read again when it changes"};
    }
  }
  if (is_too_deep(tree.root())) return too_large("deeper nesting", kDeepestXml);
  tree.lines_ = std::make_unique<const LineIndex>(*tree.text_);
  return tree;
}

Place XmlTree::place_of(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  return offset < 0 ? Place{} : lines_->at(static_cast<std::size_t>(offset));
}

std::string_view local_name(pugi::xml_node node) { return without_prefix(node.name()); }

bool is_named(pugi::xml_node node, std::string_view lower_name) {
  return equals_ignoring_case(local_name(node), lower_name);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view lower_name) {
  for (const pugi::xml_node child : node.children()) {
    if (is_named(child, lower_name)) return child;
  }
  return {};
}

pugi::xml_node descend(pugi::xml_node node, std::string_view lower_path) {
  while (node && !lower_path.empty()) {
    const std::size_t slash = std::min(lower_path.find('/'), lower_path.size());
    node = child_of(node, lower_path.substr(0, slash));
    lower_path.remove_prefix(std::min(slash + 1, lower_path.size()));
  }
  return node;
}

std::string_view attribute_of(pugi::xml_node node, std::string_view lower_name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (equals_ignoring_case(without_prefix(attribute.name()), lower_name)) {
      return attribute.value();
    }
  }
  return {};
}

pugi::xml_node find_below(pugi::xml_node node, std::string_view lower_name) {
  std::size_t depth = 0;
  for (pugi::xml_node at = next_node(node, node, depth); at; at = next_node(at, node, depth)) {
    if (is_named(at, lower_name)) return at;
  }
  return {};
}

}  // namespace quire::extract::formats
