#pragma once
// What each part of a query has to do with one article. On the thread that owns the searcher.

#include <optional>
#include <string>
#include <vector>

#include "index/base/result.h"
#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"
#include "index/store/search/searcher.h"

namespace quire::query {

enum class Role : std::uint8_t {
  kQuery,     // the whole
  kAll,       // one of several that must all match
  kAny,       // one of several of which any will do
  kRequired,  // +
  kFilter,    // a field or a range beside words
  kExcluded,  // must not match
};

struct ExplainedPart {
  std::string text;  // as a user would write it
  Role role = Role::kQuery;
  bool matches = false;
  double weight = 0;               // what it adds to the article's score; 0 for filters
  std::vector<std::string> words;  // what a wildcard or fuzzy word was taken for
  bool cut = false;                // it stands for more words than that
  std::vector<ExplainedPart> parts;
};

enum class GainedBy : std::uint8_t {
  kNeighbours,  // two words that stand together as they do in the query
  kFeedback,    // a word that the best articles share
  kRecency,     // the article's age
};

// What an article's score has beside the weights of the query's parts.
struct ExplainedGain {
  GainedBy by = GainedBy::kNeighbours;
  std::vector<std::string> words;
  double weight = 0;
};

struct Explanation {
  ExplainedPart query;
  std::vector<ExplainedGain> gains;
  double score = 0;    // the weight of the query and the gains: as a search by relevance has it
  std::string reason;  // why the article does not match, a sentence; empty when it does
};

// Asks the index about each part. `id` is that of an article; `recency` that of the search whose
// score is explained. The errors of Searcher::search.
[[nodiscard]] Result<Explanation> explain(const Node& tree, const TranslationOptions& options,
                                          const std::optional<store::Recency>& recency,
                                          store::Searcher& searcher, const std::string& id);

[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::string_view name_of(GainedBy by);

}  // namespace quire::query
