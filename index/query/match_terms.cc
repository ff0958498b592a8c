#include "index/query/match_terms.h"

#include "index/query/written_words.h"

namespace quire::query {
namespace {

void add_leaf(text::MatchTerms& terms, const Node& node, text::Stemmer& stemmer) {
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

void add(text::MatchTerms& terms, const Node& node, text::Stemmer& stemmer) {
  switch (node.kind) {
    case NodeKind::kAll:
      return;
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return add_leaf(terms, node, stemmer);
    case NodeKind::kNot:
      return add(terms, node.children.front(), stemmer);
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kSome:
      for (const Node& child : node.children) add(terms, child, stemmer);
      for (const Node& child : node.required) add(terms, child, stemmer);
  }
}

}  // namespace

text::MatchTerms match_terms(const Node& node, text::Stemmer& stemmer) {
  text::MatchTerms terms;
  add(terms, node, stemmer);
  return terms;
}

}  // namespace quire::query
