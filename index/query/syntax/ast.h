#pragma once
// A query as a tree: what the parser makes and the translation takes. A value.

#include <cstdint>
#include <string>
#include <vector>

namespace quire::query {

enum class NodeKind : std::uint8_t {
  kAll,        // every article
  kWord,       // text: a word as written; matched by stem
  kPhrase,     // text: words as written, one after the other, exact; they may have wildcards
  kExact,      // text: the same for one word
  kWildcard,   // text: a word with * (any letters) and ? (one letter); number: words it may become
  kFuzzy,      // text: a word; number: edit distance, 1 or 2
  kAnd,        // all children
  kOr,         // any child
  kNot,        // the first child without the others
  kSome,       // words side by side: `required` children must match, the others rank; see Node
  kNear,       // two children, at most `number` words apart, in any order
  kAdjacent,   // two children, the second at most `number` words after the first
  kSentence,   // two children in one sentence
  kParagraph,  // two children in one paragraph
  kAtLeast,    // the child, at least `number` times
  kValue,      // text: a part of a value of `field`, or all of it
  kRange,      // from .. to of `range`
};

enum class Field : std::uint8_t {
  kText,
  kTitle,
  kLead,  // the headline and the first words
  kAuthor,
  kSource,
  kSection,
  kPlace,
  kLanguage,
  kTag,
  kHost,
  kPath,
  kId,
};

enum class RangeOf : std::uint8_t {
  kPublishedDay,  // days since 1970-01-01, by the article's own clock
  kPublished,     // seconds since the epoch
  kUpdated,       // the same
  kWords,         // how many an article has
};

// Both ends are part of it.
struct Range {
  RangeOf of = RangeOf::kPublishedDay;
  std::int64_t from = INT64_MIN;  // INT64_MIN: without a beginning
  std::int64_t to = INT64_MAX;    // INT64_MAX: without an end

  bool operator==(const Range&) const = default;
};

struct Node {
  NodeKind kind = NodeKind::kAll;
  std::string text;
  Field field = Field::kText;
  std::uint32_t number = 0;
  Range range;
  std::vector<Node> children;
  // kSome only. children: those that may match. If there is no required child and no filter, one of
  // them must. All filters must match.
  std::vector<Node> required;
  std::vector<Node> excluded;
  std::vector<Node> filters;
  std::size_t position = 0;  // in the query, in code points

  bool operator==(const Node&) const = default;
};

// Whether it is about fields and ranges alone, which do not rank.
[[nodiscard]] bool is_filter(const Node& node);

// Whether it is about words and phrases alone, not about patterns, places, values or ranges.
[[nodiscard]] bool is_of_words(const Node& node);

// Whether it can be asked only with the words of the index at hand: patterns, fuzzy words, and
// stems at places.
[[nodiscard]] bool needs_words(const Node& node);

// An s-expression, e.g. (and (word border) (not (all) (phrase "civil war"))).
[[nodiscard]] std::string describe(const Node& node);

}  // namespace quire::query
