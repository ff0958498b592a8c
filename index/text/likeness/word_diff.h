#pragma once
// What became of a text, by words: the shortest way from one to the other (E. Myers, "An O(ND)
// difference algorithm and its variations", 1986). Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::text {

enum class Change : std::uint8_t { kSame, kRemoved, kAdded };

struct DiffPart {
  Change change = Change::kSame;
  std::string text;  // of kSame as it stands in the newer text

  bool operator==(const DiffPart&) const = default;
};

// The parts in order; without those that were removed they are `newer`, byte by byte. Words are
// what stands between spaces and line ends; other spaces make no difference. Of two changes at one
// place the removed part comes first. Texts that differ in more than kMostDifferences words are
// told apart only at their beginning and their end.
inline constexpr std::size_t kMostDifferences = 2000;
[[nodiscard]] std::vector<DiffPart> diff_words(std::string_view older, std::string_view newer);

}  // namespace quire::text
