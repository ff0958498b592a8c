#include "index/extract/html/dom/tree.h"

#include <csetjmp>

#include "index/extract/html/dom/bounds.h"

namespace quire::extract::html {
namespace {

// Ordinary pages need about ten bytes for each of theirs.
constexpr std::size_t kMemoryForTree = std::size_t{512} << 20;

// What gumbo's callbacks are given. gumbo has no way to fail, so the way out of an allocation that
// must not be served is a jump over its frames, which own nothing outside the arena.
struct Parsing {
  Arena* arena = nullptr;
  std::jmp_buf too_large;
};

void* allocate(void* parsing, std::size_t size) {
  auto* self = static_cast<Parsing*>(parsing);
  void* memory = self->arena->allocate(size);
  if (memory == nullptr) std::longjmp(self->too_large, 1);
  return memory;
}

void release(void* parsing, void* memory) {
  static_cast<Parsing*>(parsing)->arena->release(memory);
}

// The root element, or nullptr when the arena is spent. No object with a destructor may live here.
const GumboNode* parse_into(Arena& arena, std::string_view html) {
  Parsing parsing;
  parsing.arena = &arena;
  if (setjmp(parsing.too_large) != 0) return nullptr;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &parsing;
  options.tab_stop = 1;  // columns count characters
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return nullptr;
  return &node.v.element.children;
}

bool is_text_node(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
         node.type == GUMBO_NODE_CDATA;
}

}  // namespace

Result<Tree> Tree::parse(std::string_view html) {
  Tree tree;
  tree.arena_ = std::make_unique<Arena>(kMemoryForTree);
  if (auto levelled = within_parsers_bounds(html)) {
    tree.levelled_ = std::make_unique<std::string>(*std::move(levelled));
    html = *tree.levelled_;
  }
  const GumboNode* root = parse_into(*tree.arena_, html);
  if (root == nullptr) {
    return Error{ErrorCode::kTooLarge, "the page's markup needs too much memory",
                 "save the article without the page around it"};
  }
  tree.flatten(root);
  return tree;
}

void Tree::flatten(const GumboNode* root) {
  struct Open {
    NodeIndex node;
    unsigned next_child;
  };
  const auto add = [this](const GumboNode* source, NodeIndex parent) {
    const bool text = is_text_node(*source);
    const NodeIndex index = size();
    nodes_.push_back({source, text ? kTextTag : source->v.element.tag, parent, index + 1});
    return index;
  };
  std::vector<Open> open = {{add(root, 0), 0}};
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector* children = children_of(*nodes_[top.node].source);
    if (children == nullptr || top.next_child == children->length) {
      nodes_[top.node].end = size();
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children->data[top.next_child++]);
    if (child->type == GUMBO_NODE_COMMENT) continue;
    const NodeIndex index = add(child, top.node);
    if (children_of(*child) != nullptr) open.push_back({index, 0});
  }
}

std::string_view Tree::text(NodeIndex node) const { return nodes_[node].source->v.text.text; }

std::string_view Tree::text_source(NodeIndex node) const {
  const GumboStringPiece& piece = nodes_[node].source->v.text.original_text;
  return {piece.data, piece.length};
}

GumboSourcePosition Tree::position(NodeIndex node) const {
  return is_text(node) ? nodes_[node].source->v.text.start_pos
                       : nodes_[node].source->v.element.start_pos;
}

std::string_view Tree::attribute(NodeIndex node, const char* name) const {
  if (is_text(node)) return {};
  const GumboAttribute* found =
      gumbo_get_attribute(&nodes_[node].source->v.element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool Tree::has_attribute(NodeIndex node, const char* name) const {
  return !is_text(node) &&
         gumbo_get_attribute(&nodes_[node].source->v.element.attributes, name) != nullptr;
}

}  // namespace quire::extract::html
