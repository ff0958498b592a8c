#pragma once
// Reads words character by character and tells how far they are from a given one, or, as soon as it
// is known, that they are too far. An edit is a character more, less or another one, or two
// neighbours exchanged (Damerau's; in the restricted form, also called optimal string alignment:
// what was exchanged is not edited again).
//
// A state is a row of the usual table of distances, of which only the cells within the distance of
// the diagonal count (Ukkonen, "Algorithms for approximate string matching", 1985). Along sorted
// words the rows of a common beginning are kept, and a dead one rules out all words that begin so
// (Oflazer, "Error-tolerant finite-state recognition", 1996): what the tables of Schulz and Mihov
// ("Fast string correction with Levenshtein automata", 2002) do, computed as it is needed.
// Owned by one thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quire::vocabulary {

class LevenshteinAutomaton {
 public:
  LevenshteinAutomaton(std::string_view word, std::uint32_t distance);

  // Reads `c` as the character after the first `depth` of those that were read before; the others
  // are forgotten. False when no word that begins so is near enough; then the next call must be
  // with that depth or less.
  [[nodiscard]] bool read(std::size_t depth, char32_t c);

  // Of what the first `depth` characters are, if they are near enough as they stand.
  [[nodiscard]] std::optional<std::uint32_t> distance(std::size_t depth) const;

 private:
  [[nodiscard]] const std::uint32_t* row(std::size_t depth) const {
    return rows_.data() + depth * width_;
  }

  std::u32string word_;
  std::uint32_t limit_;
  std::size_t width_;                // of a row: one more than the word has characters
  std::u32string read_;              // so far
  std::vector<std::uint32_t> rows_;  // row(n): distances of n characters to each beginning of word_
};

}  // namespace quire::vocabulary
