#include "index/query/translation/to_xapian.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "index/query/positions/position_source.h"
#include "index/query/translation/ranking_of.h"
#include "index/query/translation/telling_words.h"
#include "index/query/translation/value_terms.h"
#include "index/query/translation/word_terms.h"
#include "index/store/format/schema.h"

namespace quire::query {
namespace {

// What a word with a hyphen weighs as a whole where its parts are weighed too.
constexpr double kWholeWord = 0.25;

PositionKind position_kind(NodeKind kind) {
  switch (kind) {
    case NodeKind::kNear:
      return PositionKind::kNear;
    case NodeKind::kAdjacent:
      return PositionKind::kAdjacent;
    case NodeKind::kSentence:
      return PositionKind::kSentence;
    case NodeKind::kParagraph:
      return PositionKind::kParagraph;
    case NodeKind::kAtLeast:
      return PositionKind::kAtLeast;
    default:
      return PositionKind::kOr;
  }
}

class Translator {
 public:
  explicit Translator(const TranslationOptions& options) : options_(options), words_(options) {}

  // Nothing when the node holds no word at all.
  std::optional<Xapian::Query> translate(const Node& node) {
    switch (node.kind) {
      case NodeKind::kAll:
        return all();
      case NodeKind::kWord:
      case NodeKind::kPhrase:
      case NodeKind::kExact:
      case NodeKind::kWildcard:
      case NodeKind::kFuzzy:
        return words_.query(node);
      case NodeKind::kAnd:
        return combine(Xapian::Query::OP_AND, node.children);
      case NodeKind::kOr:
        return combine(Xapian::Query::OP_OR, node.children);
      case NodeKind::kNot:
        return without(translate(node.children.front()),
                       {node.children.begin() + 1, node.children.end()});
      case NodeKind::kSome:
        return some(node);
      case NodeKind::kNear:
      case NodeKind::kAdjacent:
      case NodeKind::kSentence:
      case NodeKind::kParagraph:
      case NodeKind::kAtLeast:
        return placed(node);
      case NodeKind::kValue:
      case NodeKind::kRange:
        return value_query(node, options_);
    }
    return std::nullopt;
  }

  std::optional<Xapian::Query> beside_others(const Node& node) {
    auto whole = translate(node);
    std::vector<Xapian::Query> parts;
    if (whole) weigh_by_parts(node, *whole, parts);
    if (parts.empty()) return std::nullopt;
    parts.push_back(*std::move(whole));
    return Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
  }

  [[nodiscard]] std::vector<ExpandedWord> take_expansions() { return words_.take_expansions(); }

 private:
  // Files that could not be read have documents too; they are no articles.
  static Xapian::Query all() { return {0, Xapian::Query(std::string(store::kArticleTerm))}; }

  std::vector<Xapian::Query> translate_all(const std::vector<Node>& nodes) {
    std::vector<Xapian::Query> queries;
    for (const Node& node : nodes) {
      if (auto query = translate(node)) queries.push_back(*std::move(query));
    }
    return queries;
  }

  std::optional<Xapian::Query> combine(Xapian::Query::op op, const std::vector<Node>& nodes) {
    const auto queries = translate_all(nodes);
    if (queries.empty()) return std::nullopt;
    return Xapian::Query(op, queries.begin(), queries.end());
  }

  std::optional<Xapian::Query> without(std::optional<Xapian::Query> base,
                                       const std::vector<Node>& excluded) {
    const bool weighed = std::exchange(weighed_, false);
    const auto unwanted = combine(Xapian::Query::OP_OR, excluded);
    weighed_ = weighed;
    if (!unwanted) return base;
    return Xapian::Query(Xapian::Query::OP_AND_NOT, base ? *base : all(), *unwanted);
  }

  // Adds to `parts` those by which the node is ranked beside others; `whole` is the node as a
  // whole.
  void weigh_by_parts(const Node& node, Xapian::Query& whole, std::vector<Xapian::Query>& parts) {
    const auto stems = words_.parts(node);
    if (!stems.empty()) whole *= kWholeWord;
    parts.insert(parts.end(), stems.begin(), stems.end());
  }

  // A word with a hyphen finds what it finds alone. Beside others it is ranked by its parts, since
  // an article on "shock waves and sound" is near to what "shock-sound wave" asks for.
  std::optional<Xapian::Query> side_by_side(const std::vector<Node>& nodes) {
    std::vector<Xapian::Query> found;
    std::vector<Xapian::Query> parts;
    for (const Node& node : nodes) {
      auto query = translate(node);
      if (!query) continue;
      found.push_back(*std::move(query));
      if (weighed_ && nodes.size() > 1) weigh_by_parts(node, found.back(), parts);
    }
    if (found.empty()) return std::nullopt;
    const Xapian::Query any(Xapian::Query::OP_OR, found.begin(), found.end());
    if (parts.empty()) return any;
    return Xapian::Query(Xapian::Query::OP_AND_MAYBE, any,
                         Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()));
  }

  std::optional<Xapian::Query> some(const Node& node) {
    std::optional<Xapian::Query> base = combine(Xapian::Query::OP_AND, node.required);
    const auto optional = side_by_side(telling_children(node, options_.stemmers.languages()));
    if (base && optional && weighed_) {
      base = Xapian::Query(Xapian::Query::OP_AND_MAYBE, *base, *optional);
    } else if (!base) {
      base = optional;
    }
    const auto filters = combine(Xapian::Query::OP_AND, node.filters);
    if (filters && base) {
      base = Xapian::Query(Xapian::Query::OP_FILTER, *base, *filters);
    } else if (filters) {
      base = filters;
    }
    return without(std::move(base), node.excluded);
  }

  // What NEAR and its like join: articles with all of it, of which those are taken in which it
  // stands as it should.
  std::optional<Xapian::Query> placed(const Node& node) {
    const auto found = candidates(node);
    const auto where = positions(node);
    if (!found || !where) return std::nullopt;
    return with_positions(*found, *where, {options_.guard, options_.postings});
  }

  std::optional<Xapian::Query> candidates(const Node& node) {
    if (node.children.empty()) return words_.candidates(node);
    const bool any = node.kind == NodeKind::kOr || node.kind == NodeKind::kSome;
    std::vector<Xapian::Query> parts;
    for (const Node& child : node.children) {
      if (auto part = candidates(child)) parts.push_back(*std::move(part));
    }
    if (parts.empty()) return std::nullopt;
    return Xapian::Query(any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, parts.begin(),
                         parts.end());
  }

  // A side of a NEAR that holds no word is left out, and the NEAR with it.
  std::optional<PositionQuery> positions(const Node& node) {
    if (node.children.empty()) return words_.positions(node);
    PositionQuery where;
    where.kind = position_kind(node.kind);
    where.number = node.number;
    for (const Node& child : node.children) {
      if (auto part = positions(child)) where.children.push_back(*std::move(part));
    }
    if (where.children.empty()) return std::nullopt;
    const bool takes_one = where.kind == PositionKind::kAtLeast || where.kind == PositionKind::kOr;
    if (where.children.size() == 1 && !takes_one) return std::move(where.children.front());
    return where;
  }

  const TranslationOptions& options_;
  WordTerms words_;
  // False in what is excluded. What only adds weight is left out there: Xapian 1.4 takes words that
  // may stand below AND_NOT for words that must, since it never sets their greatest weights.
  bool weighed_ = true;
};

}  // namespace

Translated to_xapian(const Node& node, const TranslationOptions& options) {
  Translator translator(options);
  auto query = translator.translate(node);
  Translated translated;
  if (query) translated.query = *std::move(query);
  translated.expansions = translator.take_expansions();
  translated.terms_only = is_of_words(node);
  translated.ranking = ranking_of(node, options.stemmers.languages());
  return translated;
}

std::optional<Xapian::Query> beside_others(const Node& node, const TranslationOptions& options) {
  return Translator(options).beside_others(node);
}

}  // namespace quire::query
