#pragma once
// Counts of the matches of a query by the values of a field. Values.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace quire::store {

enum class FacetField : std::uint8_t {
  kSource,
  kSection,
  kAuthor,
  kPlace,
  kLanguage,
  kTag,
  kYear,
  kMonth,
  kDay,
};

// Years, months and days are those of the article's own clock.
[[nodiscard]] constexpr bool is_date(FacetField field) { return field >= FacetField::kYear; }

struct FacetCounts {
  FacetField field = FacetField::kSource;
  // The most frequent first, as an article has them written; of a date field the latest, in order
  // of time: "2018", "2018-12", "2018-12-04".
  std::vector<std::pair<std::string, std::uint64_t>> values;
  bool exact =
      true;          // false: estimated from a part of the matches, or not all were counted in time
  bool cut = false;  // there are more values
};

}  // namespace quire::store
