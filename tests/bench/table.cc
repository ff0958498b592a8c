#include "tests/bench/table.h"

#include <algorithm>

#include "index/base/format.h"

namespace quire::bench {

void Table::print(std::FILE* out) const {
  std::vector<std::size_t> widths(rows_.front().size());
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths.at(i) = std::max(widths[i], row[i].size());
  }
  for (const auto& row : rows_) {
    std::string line = format("  {:<{}}", row.front(), widths.front());
    for (std::size_t i = 1; i < row.size(); ++i) line += format("  {:>{}}", row[i], widths[i]);
    std::fprintf(out, "%s\n", line.c_str());
  }
  std::fflush(out);
}

}  // namespace quire::bench
