#pragma once
// Reads where a term stands in the documents of a committed glass database. Errors as those of
// TableReader. Owned by one thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/glass/table_reader.h"

namespace quire::glass {

class PositionLists {
 public:
  // `position` must outlive it.
  PositionLists(const TableReader& position, std::string_view term);

  // Appends the term's positions in `document`, ascending, to `positions`; none when it has none
  // there. Quickest for documents close behind the one before.
  [[nodiscard]] Result<void> read(std::uint32_t document, std::vector<std::uint32_t>& positions);

 private:
  TableCursor cursor_;
  std::string key_;
  const std::size_t prefix_;  // bytes of the key that are the term's
};

}  // namespace quire::glass
