#pragma once
// How a query is read, as `quire --json parse` prints it.

#include <string>

namespace quire::protocol {

struct QueryStages {
  std::string tokens;  // a line each
  std::string tree;
  std::string xapian;
};

// {"tokens": [...], "tree": ..., "xapian": ...}
[[nodiscard]] std::string encode_query_stages(const QueryStages& stages);

}  // namespace quire::protocol
