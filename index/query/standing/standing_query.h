#pragma once
// A query that stands, and is asked of what is published: read once, and translated as rarely as it
// can be. Wildcards become words of the articles at hand, and dates go by the time at which it is
// asked. Owned by one thread at a time (it stems).

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/query/syntax/ast.h"
#include "index/query/translation/translation.h"
#include "index/store/news/news_batch.h"
#include "index/text/snippets/match_terms.h"

namespace quire::query {

// What all standing queries share. Both outlive them.
struct StandingContext {
  text::Stemmers& stemmers;
  const std::vector<DropFolder>& drops;
};

class StandingQuery {
 public:
  // kParse, with a position and a hint.
  [[nodiscard]] static Result<StandingQuery> read(std::string_view text,
                                                  const StandingContext& context);

  // See query::required_terms().
  [[nodiscard]] const std::optional<std::vector<std::string>>& required() const {
    return required_;
  }
  // As NewsBatch::match(). Throws Xapian's exceptions.
  [[nodiscard]] std::vector<std::size_t> match(const store::NewsBatch& batch,
                                               const StandingContext& context) const;
  // What is to be highlighted in that article of the batch. Throws Xapian's exceptions.
  [[nodiscard]] text::MatchTerms match_terms(const store::NewsBatch& batch, std::size_t index,
                                             const StandingContext& context) const;

 private:
  StandingQuery(std::string text, Node tree) : text_(std::move(text)), tree_(std::move(tree)) {}

  std::string text_;
  Node tree_;
  bool has_dates_ = false;
  // When they are the same for all articles.
  std::optional<Xapian::Query> fixed_;
  std::optional<text::MatchTerms> fixed_terms_;
  std::optional<std::vector<std::string>> required_;
};

}  // namespace quire::query
