#pragma once
// Articles made of few words that meet often, in long and short sentences and paragraphs, with all
// kinds of fields. The same for the same seed.

#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include "tests/agreement/small_library.h"

namespace quire::agreement {

using Random = std::mt19937_64;

[[nodiscard]] inline std::size_t below(Random& random, std::size_t limit) {
  return static_cast<std::size_t>(random() % limit);
}
[[nodiscard]] inline std::string_view one_of(Random& random,
                                             std::span<const std::string_view> choices) {
  return choices[below(random, choices.size())];
}

// What texts and queries are made of.
extern const std::span<const std::string_view> kWords;
extern const std::span<const std::string_view> kSources;
extern const std::span<const std::string_view> kAuthors;
extern const std::span<const std::string_view> kPlaces;
extern const std::span<const std::string_view> kTags;
extern const std::span<const std::string_view> kHosts;
extern const std::span<const std::string_view> kFolders;

[[nodiscard]] std::vector<PlacedArticle> random_articles(std::uint64_t seed, std::size_t count);

}  // namespace quire::agreement
