#pragma once
// Reads where a term stands in a document of a committed glass database.

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/glass/table_reader.h"

namespace quire::glass {

// Appends the positions, ascending, to `positions`; none when the term has none there. Quickest for
// a document close behind the one that `position`, a cursor of the table of positions, was asked
// for last, of the same term. Errors as those of TableReader.
[[nodiscard]] Result<void> read_positions(TableCursor& position, std::string_view term,
                                          std::uint32_t document,
                                          std::vector<std::uint32_t>& positions);

}  // namespace quire::glass
