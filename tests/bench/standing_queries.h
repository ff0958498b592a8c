#pragma once
// Standing queries of all kinds on generated articles: as many desks would have them, most of them
// about something rare.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/articles.h"

namespace quire::bench {

// `generator` has written the articles that they are to be asked of.
[[nodiscard]] std::vector<std::string> standing_queries(const ArticleGenerator& generator,
                                                        std::size_t count, std::uint64_t seed);

}  // namespace quire::bench
