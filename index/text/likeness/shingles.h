#pragma once
// How much two texts have in common, whatever their markup and their small changes (A. Broder, "On
// the resemblance and containment of documents", 1997): rows of words that stand in both.
// Thread-safe.

#include <cstdint>
#include <string_view>
#include <vector>

namespace quire::text {

inline constexpr std::size_t kShingleWords = 4;
// Texts that have more than that in common are the same one in two versions.
inline constexpr double kNearDuplicate = 0.5;

// Hashes of all rows of kShingleWords words of a text, ascending, each once. A shorter text is one
// row.
using Shingles = std::vector<std::uint64_t>;
[[nodiscard]] Shingles shingles_of(std::string_view text);

// The part of the smaller text that stands in the other, from 0 to 1; 0 when one has no words.
[[nodiscard]] double containment(const Shingles& a, const Shingles& b);

}  // namespace quire::text
