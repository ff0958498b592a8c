#pragma once
// Words, phrases and patterns in terms of the index, to be ranked by and to be looked up by
// position. Owned by one thread at a time. Internal to the query folder.

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "index/query/positions/position_query.h"
#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"

namespace quire::query {

class WordTerms {
 public:
  explicit WordTerms(const TranslationOptions& options) : options_(options) {}

  // What ranks a word, exact word, phrase, wildcard or fuzzy word, and has all its matches.
  // Nothing when there is no word in it.
  [[nodiscard]] std::optional<Xapian::Query> query(const Node& node);
  // The same without looking at positions: there may be more.
  [[nodiscard]] std::optional<Xapian::Query> candidates(const Node& node);
  // The parts of a word that the tokenizer cuts into several, by their stems and without stop
  // words; none of any other node.
  [[nodiscard]] std::vector<Xapian::Query> parts(const Node& node) const;
  // Where it stands; nothing when there is no word in it.
  [[nodiscard]] std::optional<PositionQuery> positions(const Node& node);

  // Of all patterns and fuzzy words so far.
  [[nodiscard]] std::vector<ExpandedWord> take_expansions() { return std::move(expansions_); }

 private:
  using Queries = std::vector<Xapian::Query>;

  [[nodiscard]] Xapian::Query stem_query(std::string_view word, Field field) const;
  [[nodiscard]] Xapian::Query any_of(const Expansion& expansion, Field field, bool is_fuzzy) const;
  [[nodiscard]] std::optional<Xapian::Query> word_query(const Node& node,
                                                        bool with_positions) const;
  [[nodiscard]] std::optional<Xapian::Query> phrase_query(const Node& node, bool with_positions);
  [[nodiscard]] std::optional<Xapian::Query> pattern_phrase(const Node& node);
  [[nodiscard]] Xapian::Query exact_query(const std::vector<std::string>& words, Field field,
                                          bool with_positions) const;
  [[nodiscard]] static PositionQuery places_of(const std::vector<std::string>& words);
  [[nodiscard]] PositionQuery forms_of(const std::string& word) const;
  [[nodiscard]] std::optional<PositionQuery> written_positions(const Node& node) const;
  [[nodiscard]] std::optional<PositionQuery> pattern_phrase_positions(const Node& node);
  // A wildcard's or fuzzy word's words; each is looked up once.
  [[nodiscard]] const Expansion& expand(const Node& node);

  const TranslationOptions& options_;
  std::vector<ExpandedWord> expansions_;
  std::size_t expanded_words_ = 0;  // in all of them
};

}  // namespace quire::query
