#include "index/query/translation/ranking_of.h"

#include <algorithm>
#include <set>

#include "index/query/syntax/written_words.h"
#include "index/query/translation/telling_words.h"

namespace quire::query {
namespace {

// With fewer words a query is what its user chose it to be, and is answered at once.
constexpr std::size_t kFeedbackWords = 4;
// Of a pasted text the first pairs are enough.
constexpr std::size_t kMaxNeighbours = 32;

// The words of a query in the order they are written in.
class Sequence {
 public:
  explicit Sequence(const std::vector<std::string>& languages) : languages_(languages) {}

  void add(const Node& node) {
    switch (node.kind) {
      case NodeKind::kWord:
        return add_words(node);
      case NodeKind::kAnd:
        for (const Node& child : node.children) add(child);
        return;
      case NodeKind::kNot:
        return add(node.children.front());
      case NodeKind::kSome:
        return add_some(node);
      default:
        last_.clear();
    }
  }

  [[nodiscard]] std::vector<store::Neighbours> take_neighbours() { return std::move(neighbours_); }
  [[nodiscard]] std::size_t different_words() const { return words_.size(); }

 private:
  void add_some(const Node& node) {
    const std::vector<Node> telling = telling_children(node, languages_);
    std::vector<const Node*> all;
    for (const Node& child : node.children) all.push_back(&child);
    for (const Node& child : node.required) all.push_back(&child);
    std::sort(all.begin(), all.end(),
              [](const Node* a, const Node* b) { return a->position < b->position; });
    for (const Node* child : all) {
      const bool is_word = child->kind == NodeKind::kWord;
      const auto is_it = [&](const Node& n) { return n.position == child->position; };
      const bool is_telling = std::any_of(telling.begin(), telling.end(), is_it) ||
                              std::any_of(node.required.begin(), node.required.end(), is_it);
      if (is_word && !is_telling) {
        ++distance_;
      } else {
        add(*child);
      }
    }
  }

  // A word with a hyphen is several.
  void add_words(const Node& node) {
    if (node.field != Field::kText) return last_.clear();
    for (std::string& word : written_words(node.text).words) {
      const bool is_pair = !last_.empty() && last_ != word;
      if (is_pair && neighbours_.size() < kMaxNeighbours) add_pair({last_, word, distance_});
      words_.insert(word);
      last_ = std::move(word);
      distance_ = 1;
    }
  }

  void add_pair(store::Neighbours pair) {
    const auto known = std::find(neighbours_.begin(), neighbours_.end(), pair);
    if (known == neighbours_.end()) neighbours_.push_back(std::move(pair));
  }

  const std::vector<std::string>& languages_;
  std::string last_;  // the word before; empty: none that could be a neighbour
  std::uint32_t distance_ = 1;
  std::set<std::string> words_;
  std::vector<store::Neighbours> neighbours_;
};

bool is_plain(const Node& node) {
  return node.kind == NodeKind::kSome && node.required.empty() &&
         std::all_of(node.children.begin(), node.children.end(),
                     [](const Node& n) { return n.kind == NodeKind::kWord; });
}

}  // namespace

store::Ranking ranking_of(const Node& node, const std::vector<std::string>& languages) {
  Sequence sequence(languages);
  sequence.add(node);
  return {sequence.take_neighbours(),
          is_plain(node) && sequence.different_words() >= kFeedbackWords};
}

}  // namespace quire::query
