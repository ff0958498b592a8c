#include "index/query/match_terms.h"

#include "index/query/written_words.h"

namespace quire::query {
namespace {

void add_written(text::MatchTerms& terms, const Node& node, text::Stemmer& stemmer) {
  WrittenWords written = written_words(node.text);
  const bool by_stem = node.kind == NodeKind::kWord;
  for (std::string& compound : written.compounds) {
    if (by_stem) {
      terms.stems.emplace(stemmer.stem(compound));
    } else {
      terms.words.insert(std::move(compound));
    }
  }
  if (written.words.size() > 1) {
    terms.phrases.push_back(std::move(written.words));
  } else if (written.words.size() == 1 && by_stem) {
    terms.stems.emplace(stemmer.stem(written.words.front()));
  } else if (written.words.size() == 1) {
    terms.words.insert(std::move(written.words.front()));
  }
}

void add_node(text::MatchTerms& terms, const Node& node, text::Stemmer& stemmer) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return add_written(terms, node, stemmer);
    case NodeKind::kNot:
      return add_node(terms, node.children.front(), stemmer);
    default:
      for (const Node& child : node.children) add_node(terms, child, stemmer);
      for (const Node& child : node.required) add_node(terms, child, stemmer);
  }
}

}  // namespace

text::MatchTerms match_terms(const Node& node, text::Stemmer& stemmer,
                             const std::vector<ExpandedWord>& expansions) {
  text::MatchTerms terms;
  add_node(terms, node, stemmer);
  for (const ExpandedWord& expanded : expansions) {
    for (const IndexWord& word : expanded.expansion.words) terms.words.insert(word.text);
  }
  return terms;
}

}  // namespace quire::query
