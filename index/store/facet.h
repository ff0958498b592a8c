#pragma once
// Counts of the matches of a query by the values of a field. Values.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace quire::store {

enum class FacetField : std::uint8_t { kSource, kSection, kYear, kMonth, kDay };

struct FacetCounts {
  FacetField field = FacetField::kSource;
  std::vector<std::pair<std::string, std::uint64_t>> values;  // most frequent first
  bool exact = true;  // false: counted over the part of the matches that was looked at
};

}  // namespace quire::store
