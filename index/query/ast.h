#pragma once
// A query as a tree: what the parser makes and the translation takes. A value.

#include <memory>
#include <string>
#include <vector>

namespace quire::query {

enum class NodeKind : std::uint8_t {
  kAll,     // every article
  kWord,    // text: a word as written; matched by stem
  kPhrase,  // text: words as written, one after the other, exact
  kExact,   // text: the same for one word
  kAnd,     // all children
  kOr,      // any child
  kNot,     // the first child without the others
  kSome,    // words side by side: `required` children must match, the others rank; see Node
};

enum class Field : std::uint8_t { kText, kTitle };

struct Node {
  NodeKind kind = NodeKind::kAll;
  std::string text;
  Field field = Field::kText;
  std::vector<Node> children;
  // kSome only. children: those that may match. If there is no required child, one of them must.
  std::vector<Node> required;
  std::vector<Node> excluded;
  std::size_t position = 0;  // in the query, in code points

  bool operator==(const Node&) const = default;
};

// An s-expression, e.g. (and (word border) (not (phrase "civil war"))).
[[nodiscard]] std::string describe(const Node& node);

}  // namespace quire::query
