#pragma once
// A query's text to what the index is asked, and what is marked in what it finds.

#include <memory>
#include <optional>
#include <string_view>

#include "daemon/commands/search_pool.h"
#include "index/query/translation/to_xapian.h"
#include "index/store/rank/match_guard.h"
#include "index/text/snippets/match_terms.h"

namespace quire::commands {

// A query that was read, and what its translation needs. Stays where it is made.
struct ReadQuery {
  query::Node tree;
  std::unique_ptr<const query::IndexWords> words;  // null when it needs none
  store::MatchGuard guard;

  // For a translation; valid as long as both.
  [[nodiscard]] query::TranslationOptions options(Engine& engine) const;
};

[[nodiscard]] Result<ReadQuery> read_query(Engine& engine, std::string_view query, bool typing,
                                           const store::MatchGuard& guard);

// What a request's "recency" asks for: nothing when it is empty. Ages are counted from `as_of`, and
// from now without. kInvalidArgument when it is no duration.
[[nodiscard]] Result<std::optional<store::Recency>> read_recency(
    std::string_view half_life, std::optional<UnixSeconds> as_of = std::nullopt);

struct Interpreted {
  query::Node tree;
  query::Translated translated;
  text::MatchTerms terms;
};

// kParse with a position and a hint; the index's errors. With `typing` what is half-typed is taken
// as far as it goes. On a searching thread.
[[nodiscard]] Result<Interpreted> interpret(Engine& engine, std::string_view query, bool typing,
                                            const store::MatchGuard& guard = {});

}  // namespace quire::commands
