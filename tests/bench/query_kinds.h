#pragma once
// The kinds of queries that are timed, and how one is timed in this process.

#include <string>
#include <vector>

#include "daemon/commands/search_pool.h"
#include "tests/bench/articles.h"

namespace quire::bench {

struct QueryKind {
  std::string name;
  std::string text;
};

// On articles of this generator.
[[nodiscard]] std::vector<QueryKind> query_kinds(const ArticleGenerator& generator);

// From the query's text to the page of hits with their snippets, in microseconds. Throws when the
// query fails.
[[nodiscard]] double time_in_process(commands::Engine& engine, const std::string& query,
                                     std::uint32_t snippet_chars = 240);

}  // namespace quire::bench
