#include "index/query/ast.h"

#include "index/base/format.h"

namespace quire::query {
namespace {

std::string list(std::string_view name, const std::vector<Node>& nodes) {
  std::string out = format("({}", name);
  for (const Node& node : nodes) out += format(" {}", describe(node));
  return out + ")";
}

std::string leaf(std::string_view name, const Node& node) {
  const std::string text = format("({} {})", name, node.text);
  return node.field == Field::kTitle ? format("(title {})", text) : text;
}

std::string describe_some(const Node& node) {
  std::string out = "(some";
  for (const Node& child : node.children) out += format(" {}", describe(child));
  if (!node.required.empty()) out += format(" {}", list("required", node.required));
  if (!node.excluded.empty()) out += format(" {}", list("excluded", node.excluded));
  return out + ")";
}

}  // namespace

std::string describe(const Node& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return "(all)";
    case NodeKind::kWord:
      return leaf("word", node);
    case NodeKind::kPhrase:
      return leaf("phrase", node);
    case NodeKind::kExact:
      return leaf("exact", node);
    case NodeKind::kAnd:
      return list("and", node.children);
    case NodeKind::kOr:
      return list("or", node.children);
    case NodeKind::kNot:
      return list("not", node.children);
    case NodeKind::kSome:
      return describe_some(node);
  }
  return {};
}

}  // namespace quire::query
