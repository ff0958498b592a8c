#pragma once
// What a search of the library is told, and what it gives. Values.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "index/store/facets/facet.h"
#include "index/store/format/record.h"
#include "index/store/rank/match_guard.h"
#include "index/store/rank/ranking.h"
#include "index/store/search/page_start.h"
#include "index/story/stories.h"

namespace quire::store {

struct SearchOptions {
  PageStart page;            // what was shown already is left out, and what stands before it
  std::uint32_t offset = 0;  // from there
  std::uint32_t limit = 10;
  Sort sort = Sort::kRelevance;
  Ranking ranking;  // by relevance
  std::vector<FacetField> facets;
  // Of the articles that would be found the one with that id alone is given, and only when it is
  // among those that are ranked again; "" for all. For who asks about its score.
  std::string only{};
  // When there are about so many matches or more, facets are estimated from a sample of them that
  // is spread over the whole index.
  std::uint32_t facet_matches = 500'000;
  MatchGuard guard;
  // The query is of terms alone, so that their lists tell how long its match can take: the guard
  // stays out of a short one.
  bool terms_only = false;
  // Of the versions of one story only the one that comes first is given, and none that is
  // withdrawn; the offset counts stories. The total and the facets count all articles.
  bool once_a_story = false;
  // Of the articles that are given, which are in memory together. The first is given whatever its
  // length; when there is no room for another the result is partial.
  std::uint64_t max_text_bytes = 64U << 20;
};

struct FoundArticle {
  double score = 0;  // weight by the ranking; 0 when sorted by date or matched by filters alone
  StoredArticle stored;
  std::shared_ptr<const story::Story> story;  // null for one that stands alone
  Gains gains{};                              // in the score
};

struct SearchResult {
  std::uint64_t total = 0;
  bool exact = true;     // false: `total` is Xapian's estimate, or some articles were left out
  bool partial = false;  // not all of the index could be asked, or not in time
  bool more = false;     // matches stand behind the last of the articles
  std::vector<FoundArticle> articles;
  std::vector<FacetCounts> facets;
  std::vector<AddedWord> added;  // to the query, for the order of the articles
};

}  // namespace quire::store
