#pragma once
// Queries of all that the language has, and such as somebody's fingers slipped in. The same for
// the same state of the generator.

#include <string>

#include "tests/agreement/random_articles.h"

namespace quire::agreement {

[[nodiscard]] std::string random_query(Random& random);

// With characters lost, doubled, swapped or put in.
[[nodiscard]] std::string mutated(Random& random, std::string query);

}  // namespace quire::agreement
