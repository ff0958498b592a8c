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

// The request's line, and the time from sending it to the line of its answer, in microseconds: the
// client's own reading of JSON is no part of it. Throws when the search fails.
[[nodiscard]] std::string line_of(const test::Json& params);
[[nodiscard]] double time_of_line(test::JsonClient& client, const std::string& line);

// As milliseconds, for a table.
[[nodiscard]] std::string shown(double microseconds);

}  // namespace quire::bench
