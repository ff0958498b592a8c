#include "index/query/translation/match_terms.h"

#include "index/query/syntax/written_words.h"
#include "index/query/translation/telling_words.h"

namespace quire::query {
namespace {

std::unordered_set<std::string> stems_of(const std::string& word, text::Stemmers& stemmers) {
  const std::vector<std::string> stems = stemmers.stems(word);
  return {stems.begin(), stems.end()};
}

void add_written(text::MatchTerms& terms, const Node& node, text::Stemmers& stemmers) {
  WrittenWords written = written_words(node.text);
  const bool by_stem = node.kind == NodeKind::kWord;
  for (std::string& compound : written.compounds) {
    if (by_stem) {
      terms.stems.merge(stems_of(compound, stemmers));
    } else {
      terms.words.insert(std::move(compound));
    }
  }
  if (written.words.size() > 1) {
    terms.phrases.push_back(std::move(written.words));
  } else if (written.words.size() == 1 && by_stem) {
    terms.stems.merge(stems_of(written.words.front(), stemmers));
  } else if (written.words.size() == 1) {
    terms.words.insert(std::move(written.words.front()));
  }
}

void add_node(text::MatchTerms& terms, const Node& node, text::Stemmers& stemmers) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return add_written(terms, node, stemmers);
    case NodeKind::kNot:
      return add_node(terms, node.children.front(), stemmers);
    case NodeKind::kSome:
      for (const Node& child : telling_children(node, stemmers.languages())) {
        add_node(terms, child, stemmers);
      }
      for (const Node& child : node.required) add_node(terms, child, stemmers);
      return;
    default:
      for (const Node& child : node.children) add_node(terms, child, stemmers);
  }
}

}  // namespace

text::MatchTerms match_terms(const Node& node, text::Stemmers& stemmers,
                             const std::vector<ExpandedWord>& expansions) {
  text::MatchTerms terms;
  add_node(terms, node, stemmers);
  for (const ExpandedWord& expanded : expansions) {
    for (const IndexWord& word : expanded.expansion.words) terms.words.insert(word.text);
  }
  return terms;
}

}  // namespace quire::query
