#pragma once
// What the translation of a query goes by, and what it says beside the query. Values.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "index/query/translation/index_words.h"
#include "index/store/rank/match_guard.h"
#include "index/store/view/postings_cache.h"
#include "index/text/stems/stemmers.h"

namespace quire::query {

// Words that wildcards and fuzzy words become; then the most frequent, or the nearest.
struct ExpansionLimits {
  std::size_t each = 500;
  std::size_t together = 1024;  // all of a query
};
// For an index of a few articles at a time.
inline constexpr ExpansionLimits kAllWords = {SIZE_MAX, SIZE_MAX};
inline constexpr std::uint32_t kLeadWords = 100;  // of the body, that lead: looks at

// A drop folder, for path:.
struct DropFolder {
  std::string name;
  std::string root;  // "" when it is nowhere
};

struct TranslationOptions {
  text::Stemmers& stemmers;
  const IndexWords* words = nullptr;  // null: patterns stay patterns, which match nothing
  store::MatchGuard guard;
  std::vector<DropFolder> drops;
  ExpansionLimits limits{};
  std::shared_ptr<store::PostingsCache> postings{};  // see MatchContext
};

// What a word of the query was taken for.
struct ExpandedWord {
  std::size_t position = 0;  // of its node
  std::string written;       // "migra*"
  Expansion expansion;
};

}  // namespace quire::query
