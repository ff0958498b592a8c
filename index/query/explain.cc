#include "index/query/explain.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "index/base/format.h"
#include "index/query/syntax/query_text.h"
#include "index/query/translation/telling_words.h"
#include "index/query/translation/to_xapian.h"
#include "index/store/format/schema.h"

namespace quire::query {
namespace {

constexpr std::array<std::string_view, 6> kRoles = {"query",    "all",    "any",
                                                    "required", "filter", "excluded"};
constexpr std::array<std::string_view, 3> kGains = {"neighbours", "feedback", "recency"};

void add_gains(const store::Ranking& ranking, const store::Gains& gains, Explanation& out) {
  for (std::size_t i = 0; i < gains.neighbours.size(); ++i) {
    const store::Neighbours& pair = ranking.neighbours[i];
    if (gains.neighbours[i] == 0) continue;
    out.gains.push_back({GainedBy::kNeighbours, {pair.first, pair.second}, gains.neighbours[i]});
  }
  if (gains.recency > 0) out.gains.push_back({GainedBy::kRecency, {}, gains.recency});
}

class Explainer {
 public:
  Explainer(const TranslationOptions& options, store::Searcher& searcher, const std::string& id)
      : options_(options),
        searcher_(searcher),
        id_(id),
        article_(std::string(store::prefix::kId) + id) {}

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

  // By what the article is ranked beside the weight of the query, which it matches: the same search
  // tells, whose best articles are looked at again.
  Result<void> explain_rank(const Node& node, const std::optional<store::Recency>& recency,
                            Explanation& out) {
    const Translated translated = to_xapian(node, options_);
    store::SearchOptions options;
    options.ranking = translated.ranking;
    options.ranking.recency = recency;
    options.guard = options_.guard;
    options.only = id_;
    const auto found = searcher_.search(translated.query, options);
    if (!found) return found.error();
    if (auto added = add_feedback(found->added, out); !added) return added.error();
    if (!found->articles.empty()) {
      add_gains(options.ranking, found->articles.front().gains, out);
    }
    return {};
  }

 private:
  // Whether the article matches, and its weight.
  Result<void> ask(const Xapian::Query& query, ExplainedPart& part) {
    if (query.empty()) return {};
    const auto weight = weight_of(query);
    if (!weight) return weight.error();
    part.matches = weight->has_value();
    part.weight = weight->value_or(0);
    return {};
  }

  // Nothing when the article does not match.
  Result<std::optional<double>> weight_of(const Xapian::Query& query) {
    store::SearchOptions options;
    options.limit = 1;
    options.guard = options_.guard;
    auto found =
        searcher_.search({Xapian::Query::OP_FILTER, query, Xapian::Query(article_)}, options);
    if (!found) return found.error();
    if (found->articles.empty()) return std::optional<double>();
    return std::optional(found->articles.front().score);
  }

  // What the words have added to the article that were added to the query.
  Result<void> add_feedback(const std::vector<store::AddedWord>& added, Explanation& out) {
    for (const store::AddedWord& word : added) {
      const Xapian::Query stem(std::string(store::prefix::kStem) + word.stem);
      const auto weight = weight_of(stem * word.weight);
      if (!weight) return weight.error();
      if (*weight) out.gains.push_back({GainedBy::kFeedback, {word.stem}, **weight});
    }
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
    if (node.kind != NodeKind::kSome || telling.size() < 2) return {};
    const auto first = part.parts.begin() + static_cast<std::ptrdiff_t>(node.required.size());
    return weigh_beside_others(telling, std::span(first, telling.size()));
  }

  Result<void> weigh_beside_others(const std::vector<Node>& nodes, std::span<ExplainedPart> parts) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto query = beside_others(nodes[i], options_);
      if (!query) continue;
      const auto weight = weight_of(*query);
      if (!weight) return weight.error();
      parts[i].weight = weight->value_or(0);
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
  const std::string id_;
  const std::string article_;  // its term
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
                            const std::optional<store::Recency>& recency, store::Searcher& searcher,
                            const std::string& id) {
  Explainer explainer(options, searcher, id);
  auto explained = explainer.explain(tree, Role::kQuery);
  if (!explained) return explained.error();
  Explanation out;
  out.query = *std::move(explained);
  if (!out.query.matches) {
    out.reason = reason_of(out.query);
    return out;
  }
  if (auto ranked = explainer.explain_rank(tree, recency, out); !ranked) return ranked.error();
  out.score = out.query.weight;
  for (const ExplainedGain& gain : out.gains) out.score += gain.weight;
  return out;
}

std::string_view name_of(GainedBy by) { return kGains.at(static_cast<std::size_t>(by)); }

std::string_view name_of(Role role) { return kRoles.at(static_cast<std::size_t>(role)); }

}  // namespace quire::query
