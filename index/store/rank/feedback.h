#pragma once
// What the best articles say that the query did not: pseudo-relevance feedback. Words that several
// of the best articles have and few others do are weighed as Robertson's offer weight does it
// ("On term selection for query expansion", Journal of Documentation 46, 1990). Owned by one
// thread. Internal to the store.

#include <xapian.h>

#include <span>
#include <vector>

#include "index/store/rank/neighbours.h"
#include "index/store/rank/ranking.h"

namespace quire::store {

// So many of the best articles are looked at.
inline constexpr std::size_t kFeedbackArticles = 10;

// Stems that are not in `query` already; the heaviest first. Of `best` no more than
// kFeedbackArticles are looked at.
[[nodiscard]] std::vector<AddedWord> words_of_the_best(const Xapian::Database& database,
                                                       const Xapian::Query& query,
                                                       std::span<const Ranked> best);

// `query` with the words in its weights.
[[nodiscard]] Xapian::Query with_words(const Xapian::Query& query,
                                       const std::vector<AddedWord>& words);

}  // namespace quire::store
