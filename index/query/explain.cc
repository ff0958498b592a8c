#include "index/query/explain.h"

#include <algorithm>
#include <array>
#include <utility>

#include "index/base/format.h"
#include "index/query/query_text.h"
#include "index/query/telling_words.h"
#include "index/query/to_xapian.h"
#include "index/store/format/schema.h"

namespace quire::query {
namespace {

constexpr std::array<std::string_view, 6> kRoles = {"query",    "all",    "any",
                                                    "required", "filter", "excluded"};

class Explainer {
 public:
  Explainer(const TranslationOptions& options, store::Searcher& searcher, const std::string& id)
      : options_(options), searcher_(searcher), article_(std::string(store::prefix::kId) + id) {}

  Result<ExplainedPart> explain(const Node& node, Role role) {
    ExplainedPart part;
    part.text = query_text(node);
    part.role = role;
    Translated translated = to_xapian(node, options_);
    if (auto asked = ask(translated.query, part); !asked) return asked.error();
    const bool is_leaf = node.children.empty();
    if (is_leaf && translated.expansions.size() == 1) {
      const Expansion& expansion = translated.expansions.front().expansion;
      for (const IndexWord& word : expansion.words) part.words.push_back(word.text);
      part.cut = expansion.cut;
    }
    if (auto added = add_parts(node, part); !added) return added.error();
    return part;
  }

 private:
  // Whether the article matches, and its weight.
  Result<void> ask(const Xapian::Query& query, ExplainedPart& part) {
    if (query.empty()) return {};
    store::SearchOptions options;
    options.limit = 1;
    options.guard = options_.guard;
    auto found =
        searcher_.search({Xapian::Query::OP_FILTER, query, Xapian::Query(article_)}, options);
    if (!found) return found.error();
    part.matches = !found->articles.empty();
    if (part.matches) part.weight = found->articles.front().score;
    return {};
  }

  Result<void> add_parts(const Node& node, ExplainedPart& part) {
    switch (node.kind) {
      case NodeKind::kAnd:
      case NodeKind::kNear:
      case NodeKind::kAdjacent:
      case NodeKind::kSentence:
      case NodeKind::kParagraph:
      case NodeKind::kAtLeast:
        return add(node.children, Role::kAll, part);
      case NodeKind::kNot: {
        if (auto added = add({node.children.front()}, Role::kAll, part); !added) return added;
        return add({node.children.begin() + 1, node.children.end()}, Role::kExcluded, part);
      }
      default:
        break;
    }
    const std::vector<Node> telling = node.kind == NodeKind::kSome
                                          ? telling_children(node, options_.stemmers.languages())
                                          : node.children;
    for (const auto& [nodes, role] :
         {std::pair{&node.required, Role::kRequired}, std::pair{&telling, Role::kAny},
          std::pair{&node.filters, Role::kFilter}, std::pair{&node.excluded, Role::kExcluded}}) {
      if (auto added = add(*nodes, role, part); !added) return added;
    }
    return {};
  }

  Result<void> add(const std::vector<Node>& nodes, Role role, ExplainedPart& part) {
    for (const Node& node : nodes) {
      auto explained = explain(node, role);
      if (!explained) return explained.error();
      part.parts.push_back(*std::move(explained));
    }
    return {};
  }

  const TranslationOptions& options_;
  store::Searcher& searcher_;
  const std::string article_;
};

// Of a part that does not match: the smallest part of it that is to blame.
std::string reason_of(const ExplainedPart& part) {
  const auto to_blame = [](const ExplainedPart& inner) {
    if (inner.role == Role::kExcluded) return inner.matches;
    return inner.role != Role::kAny && !inner.matches;
  };
  const auto found = std::find_if(part.parts.begin(), part.parts.end(), to_blame);
  if (found != part.parts.end()) {
    if (found->role != Role::kExcluded) return reason_of(*found);
    return format("the article matches {}, which is excluded", found->text);
  }
  if (part.parts.empty()) return format("the article has no {}", part.text);
  const bool any = part.parts.front().role == Role::kAny;
  return any ? format("the article matches none of: {}", part.text)
             : format("the article has all words of {}, but not where they should stand",
                      part.text);
}

}  // namespace

Result<Explanation> explain(const Node& tree, const TranslationOptions& options,
                            store::Searcher& searcher, const std::string& id) {
  auto explained = Explainer(options, searcher, id).explain(tree, Role::kQuery);
  if (!explained) return explained.error();
  Explanation out;
  out.query = *std::move(explained);
  if (!out.query.matches) out.reason = reason_of(out.query);
  return out;
}

std::string_view name_of(Role role) { return kRoles.at(static_cast<std::size_t>(role)); }

}  // namespace quire::query
