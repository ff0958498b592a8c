#include "index/query/standing/standing_query.h"

#include <algorithm>
#include <functional>
#include <memory>

#include "index/query/syntax/parser.h"
#include "index/query/translation/match_terms.h"
#include "index/query/translation/required_terms.h"
#include "index/query/translation/to_xapian.h"
#include "index/store/format/xapian_boundary.h"

namespace quire::query {
namespace {

bool any_node(const Node& node, bool (*is)(const Node&)) {
  const auto any = [is](const std::vector<Node>& nodes) {
    return std::any_of(nodes.begin(), nodes.end(),
                       [is](const Node& one) { return any_node(one, is); });
  };
  return is(node) || any(node.children) || any(node.required) || any(node.excluded) ||
         any(node.filters);
}

bool is_date(const Node& node) {
  return node.kind == NodeKind::kRange && node.range.of != RangeOf::kWords;
}

// Without the words of an index it stands for itself, which need not be in what it finds.
bool is_fuzzy(const Node& node) { return node.kind == NodeKind::kFuzzy; }

// What stands for words of an index.
bool is_pattern(const Node& node) {
  return node.kind == NodeKind::kWildcard || is_fuzzy(node) ||
         node.text.find_first_of("*?") != std::string::npos;
}

Result<Node> parsed(std::string_view text) { return parse(text, {false, local_today()}); }

using Vocabulary = std::function<std::shared_ptr<const vocabulary::Vocabulary>()>;

// `vocabulary` makes that of the articles at hand; null without any.
Translated translated(const Node& tree, const Vocabulary& vocabulary,
                      const StandingContext& context) {
  std::optional<IndexWords> words;
  if (vocabulary && needs_words(tree)) words.emplace(vocabulary(), context.stemmers);
  // Cut, a pattern would miss articles: what is rare in the batch may be all of what it stands for.
  return to_xapian(tree,
                   {context.stemmers, words ? &*words : nullptr, {}, context.drops, kAllWords});
}

}  // namespace

Result<StandingQuery> StandingQuery::read(std::string_view text, const StandingContext& context) {
  auto tree = parsed(text);
  if (!tree) return tree.error();
  StandingQuery query(std::string(text), *std::move(tree));
  query.has_dates_ = any_node(query.tree_, is_date);
  auto read = store::guarded("read a query", [&] {
    const Xapian::Query asked = translated(query.tree_, nullptr, context).query;
    // Days are terms, which are others tomorrow.
    const bool changes = query.has_dates_ || any_node(query.tree_, is_fuzzy);
    if (!changes) query.required_ = required_terms(asked);
    if (!query.has_dates_ && !needs_words(query.tree_)) query.fixed_ = asked;
    if (any_node(query.tree_, is_pattern)) return;
    query.fixed_terms_ = query::match_terms(query.tree_, context.stemmers);
  });
  if (!read) return read.error();
  return query;
}

std::vector<std::size_t> StandingQuery::match(const store::NewsBatch& batch,
                                              const StandingContext& context) const {
  if (fixed_) return batch.match(*fixed_);
  const auto words = [&batch] { return batch.vocabulary(); };
  if (!has_dates_) return batch.match(translated(tree_, words, context).query);
  const auto tree = parsed(text_);
  return batch.match(translated(tree ? *tree : tree_, words, context).query);
}

text::MatchTerms StandingQuery::match_terms(const store::NewsBatch& batch, std::size_t index,
                                            const StandingContext& context) const {
  if (fixed_terms_) return *fixed_terms_;
  const Translated asked = translated(
      tree_, [&] { return batch.vocabulary_of(index); }, context);
  return query::match_terms(tree_, context.stemmers, asked.expansions);
}

}  // namespace quire::query
