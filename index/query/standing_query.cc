#include "index/query/standing_query.h"

#include <algorithm>

#include "index/query/match_terms.h"
#include "index/query/parser.h"
#include "index/query/required_terms.h"
#include "index/query/to_xapian.h"
#include "index/store/xapian_boundary.h"

namespace quire::query {
namespace {

bool has_dates(const Node& node) {
  if (node.kind == NodeKind::kRange) return node.range.of != RangeOf::kWords;
  const auto any = [](const std::vector<Node>& nodes) {
    return std::any_of(nodes.begin(), nodes.end(), has_dates);
  };
  return any(node.children) || any(node.required) || any(node.excluded) || any(node.filters);
}

Result<Node> parsed(std::string_view text) { return parse(text, {false, local_today()}); }

Translated translated(const Node& tree, const store::NewsBatch* batch,
                      const StandingContext& context) {
  std::optional<IndexWords> words;
  if (batch != nullptr && needs_words(tree)) {
    words.emplace(batch->vocabulary(), context.stemmers);
  }
  return to_xapian(tree, {context.stemmers, words ? &*words : nullptr, {}, context.drops});
}

}  // namespace

Result<StandingQuery> StandingQuery::read(std::string_view text, const StandingContext& context) {
  auto tree = parsed(text);
  if (!tree) return tree.error();
  StandingQuery query(std::string(text), *std::move(tree));
  query.has_dates_ = has_dates(query.tree_);
  auto read = store::guarded("read a query", [&] {
    const Xapian::Query asked = translated(query.tree_, nullptr, context).query;
    // Days are terms, which are others tomorrow.
    if (!query.has_dates_) query.required_ = required_terms(asked);
    if (!query.has_dates_ && !needs_words(query.tree_)) query.fixed_ = asked;
  });
  if (!read) return read.error();
  return query;
}

std::vector<std::size_t> StandingQuery::match(const store::NewsBatch& batch,
                                              const StandingContext& context) const {
  if (fixed_) return batch.match(*fixed_);
  if (!has_dates_) return batch.match(translated(tree_, &batch, context).query);
  const auto tree = parsed(text_);
  return batch.match(translated(tree ? *tree : tree_, &batch, context).query);
}

text::MatchTerms StandingQuery::match_terms(const store::NewsBatch& batch,
                                            const StandingContext& context) const {
  const Translated asked = translated(tree_, fixed_ ? nullptr : &batch, context);
  return query::match_terms(tree_, context.stemmers, asked.expansions);
}

}  // namespace quire::query
