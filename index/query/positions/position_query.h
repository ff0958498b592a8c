#pragma once
// A condition on where words stand in an article, in terms of the index. A value.

#include <cstdint>
#include <string>
#include <vector>

namespace quire::query {

enum class PositionKind : std::uint8_t {
  kTerms,      // any of `terms`
  kOr,         // any child
  kPhrase,     // the children, each right behind the one before
  kNear,       // two children, at most `number` words apart
  kAdjacent,   // two children, the second at most `number` words after the first
  kSentence,   // two children, in one sentence
  kParagraph,  // two children, in one paragraph
  kLead,       // the child, in the title or the first `number` words of the body (may be 0)
  kAtLeast,    // the child, at least `number` times
};

struct PositionQuery {
  PositionKind kind = PositionKind::kTerms;
  std::vector<std::string> terms;
  std::uint32_t number = 0;
  std::vector<PositionQuery> children;
};

}  // namespace quire::query
