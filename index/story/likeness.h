#pragma once
// Whether two texts are versions of one: what counts once the samples have found them. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quire::story {

// The words and the rows of a text as hashes, ascending, each once.
struct Contents {
  std::vector<std::uint64_t> words;
  // Of the words the numbers, and those with a capital letter that begin no sentence.
  std::vector<std::uint64_t> telling;
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint32_t> rows;
  // The day of the year that the text begins with ("LISBON, March 3 -"), from 0.
  std::optional<int> day;
};

// How many days at most are between versions of a text of so many rows. What is said again later in
// few words is a form that was filled in again (a tender, a price, a table); a longer text is not
// written twice.
[[nodiscard]] int days_between_versions(std::size_t rows);

[[nodiscard]] Contents contents_of(std::string_view text);

// Whether at least `contained` (0 to 1) of the words of the shorter text are in the longer one,
// give or take what chance does in a text of that length, and in the same order for the most part:
// of its rows of three words at least contained^4, which is what is left of them when the words
// that differ are spread over all of it. So a text of which most is boilerplate and one that is
// about the same are told apart by either. Names and numbers, and numbers alone, have to be
// contained by themselves too: reports that come every day, or of every company, have all other
// words in common. Texts that begin with days too far from each other are none either. A text that
// is less than two fifths as long as the other is no version, but a part of it: else a round-up
// would make one story of all that it has.
[[nodiscard]] bool is_version(const Contents& a, const Contents& b, double contained);

}  // namespace quire::story
