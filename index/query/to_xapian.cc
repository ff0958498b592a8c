#include "index/query/to_xapian.h"

#include <optional>
#include <string>
#include <vector>

#include "index/query/written_words.h"
#include "index/store/schema.h"

namespace quire::query {
namespace {

using store::prefix::kStem;
using store::prefix::kTitle;
using store::prefix::kTitleStem;

class Translator {
 public:
  Translator(text::Stemmer& stemmer, const store::MatchGuard& guard)
      : stemmer_(stemmer), guard_(guard) {}

  // Nothing when the node holds no word at all.
  std::optional<Xapian::Query> translate(const Node& node) {
    switch (node.kind) {
      case NodeKind::kAll:
        return all();
      case NodeKind::kWord:
        return word(node);
      case NodeKind::kPhrase:
      case NodeKind::kExact:
        return phrase(node);
      case NodeKind::kAnd:
        return combine(Xapian::Query::OP_AND, node.children);
      case NodeKind::kOr:
        return combine(Xapian::Query::OP_OR, node.children);
      case NodeKind::kNot:
        return without(translate(node.children.front()),
                       {node.children.begin() + 1, node.children.end()});
      case NodeKind::kSome:
        return some(node);
    }
    return std::nullopt;
  }

 private:
  // Files that could not be read have documents too; they are no articles.
  static Xapian::Query all() { return {0, Xapian::Query(std::string(store::kArticleTerm))}; }

  static std::string prefixed(std::string_view prefix, std::string_view term) {
    std::string out(prefix);
    out += term;
    return out;
  }

  Xapian::Query stem_query(std::string_view word, Field field) {
    const std::string_view prefix = field == Field::kTitle ? kTitleStem : kStem;
    return Xapian::Query(prefixed(prefix, stemmer_.stem(word)));
  }

  Xapian::Query exact_query(const std::vector<std::string>& words, Field field) const {
    std::vector<std::string> terms;
    for (const std::string& word : words) {
      terms.push_back(field == Field::kTitle ? prefixed(kTitle, word) : word);
    }
    if (terms.size() == 1) return Xapian::Query(terms.front());
    return guard_.around({Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                          static_cast<Xapian::termcount>(terms.size())});
  }

  std::optional<Xapian::Query> word(const Node& node) {
    const WrittenWords written = written_words(node.text);
    if (written.words.empty()) return std::nullopt;
    Xapian::Query query = written.words.size() == 1 ? stem_query(written.words.front(), node.field)
                                                    : exact_query(written.words, node.field);
    for (const std::string& compound : written.compounds) {
      query = {Xapian::Query::OP_OR, query, stem_query(compound, node.field)};
    }
    return query;
  }

  std::optional<Xapian::Query> phrase(const Node& node) const {
    const WrittenWords written = written_words(node.text);
    if (written.words.empty()) return std::nullopt;
    Xapian::Query query = exact_query(written.words, node.field);
    for (const std::string& compound : written.compounds) {
      query = {Xapian::Query::OP_OR, query, exact_query({compound}, node.field)};
    }
    return query;
  }

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
    const auto unwanted = combine(Xapian::Query::OP_OR, excluded);
    if (!unwanted) return base;
    return Xapian::Query(Xapian::Query::OP_AND_NOT, base ? *base : all(), *unwanted);
  }

  std::optional<Xapian::Query> some(const Node& node) {
    std::optional<Xapian::Query> base = combine(Xapian::Query::OP_AND, node.required);
    const auto optional = combine(Xapian::Query::OP_OR, node.children);
    if (base && optional) {
      base = Xapian::Query(Xapian::Query::OP_AND_MAYBE, *base, *optional);
    } else if (optional) {
      base = optional;
    }
    return without(std::move(base), node.excluded);
  }

  text::Stemmer& stemmer_;
  const store::MatchGuard& guard_;
};

}  // namespace

Xapian::Query to_xapian(const Node& node, text::Stemmer& stemmer, const store::MatchGuard& guard) {
  const auto query = Translator(stemmer, guard).translate(node);
  return query ? *query : Xapian::Query();
}

}  // namespace quire::query
