#pragma once
// All kinds of searches over the socket, for those who time them.

#include <string>
#include <vector>

#include "tests/bench/articles.h"
#include "tests/support/json_client.h"

namespace quire::bench {

struct Search {
  std::string name;
  test::Json params;
};

// On articles of this generator that have fields.
[[nodiscard]] std::vector<Search> searches(const ArticleGenerator& generator);

// From the request to its answer, in microseconds. Throws when the search fails.
[[nodiscard]] double time_of(test::JsonClient& client, const test::Json& params);

// As milliseconds, for a table.
[[nodiscard]] std::string shown(double microseconds);

}  // namespace quire::bench
