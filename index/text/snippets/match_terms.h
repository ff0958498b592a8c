#pragma once
// What is to be highlighted, and where it stands. Values.

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace quire::text {

// What counts as a match. Terms as the tokenizer gives them.
struct MatchTerms {
  std::unordered_set<std::string> words;          // exact words
  std::unordered_set<std::string> stems;          // any word with one of these stems
  std::vector<std::vector<std::string>> phrases;  // exact words in a row; marked as one span

  [[nodiscard]] bool empty() const { return words.empty() && stems.empty() && phrases.empty(); }
};

struct Span {
  std::size_t begin = 0;
  std::size_t length = 0;

  bool operator==(const Span&) const = default;
};

}  // namespace quire::text
