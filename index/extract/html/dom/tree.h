#pragma once
// A page's tree as one flat array, in the order of the document: a node's descendants follow it up
// to its `end`, so that every pass is a loop and none recurses. Parsed by gumbo (the HTML
// standard's algorithm), whose nodes the tree keeps alive. Immutable; any thread.

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"
#include "index/extract/html/dom/arena.h"

namespace quire::extract::html {

using NodeIndex = std::uint32_t;

// What GumboTag says of text nodes.
inline constexpr GumboTag kTextTag = GUMBO_TAG_LAST;

struct Node {
  const GumboNode* source = nullptr;
  GumboTag tag = kTextTag;
  NodeIndex parent = 0;  // the root is its own
  NodeIndex end = 0;     // one past the last descendant
};

class Tree {
 public:
  // `html` must outlive the tree. kTooLarge when the tree needs more memory than a page may.
  [[nodiscard]] static Result<Tree> parse(std::string_view html);

  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  [[nodiscard]] const Node& operator[](NodeIndex node) const { return nodes_[node]; }
  [[nodiscard]] bool is_text(NodeIndex node) const { return nodes_[node].tag == kTextTag; }

  // A text node's text, entities decoded; its characters in the page; where they begin.
  [[nodiscard]] std::string_view text(NodeIndex node) const;
  [[nodiscard]] std::string_view text_source(NodeIndex node) const;
  [[nodiscard]] GumboSourcePosition position(NodeIndex node) const;

  // An element's attribute, entities decoded; empty when it has none of that name.
  [[nodiscard]] std::string_view attribute(NodeIndex node, const char* name) const;
  [[nodiscard]] bool has_attribute(NodeIndex node, const char* name) const;

 private:
  Tree() = default;
  void flatten(const GumboNode* root);

  std::unique_ptr<Arena> arena_;
  std::unique_ptr<std::string> levelled_;  // the page without its deepest tags, if it had any
  std::vector<Node> nodes_;
};

}  // namespace quire::extract::html
