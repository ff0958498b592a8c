#pragma once
// Counts the matches of a query by the values of fields. Owned by one thread. Internal to the
// store.

#include <xapian.h>

#include <functional>
#include <memory>
#include <vector>

#include "index/store/facets/facet.h"
#include "index/store/view/columns_cache.h"
#include "index/store/view/reader.h"

namespace quire::store {

struct FacetTally {
  std::uint64_t looked_at = 0;  // matches
  std::vector<FacetCounts> facets;
};

class FacetCounter {
 public:
  // `one_in`: of every so many documents one is looked at, and each match stands for so many; 1 for
  // all of them. `limit`: how many values of a field are wanted.
  FacetCounter(std::shared_ptr<ColumnsCache> cache, std::vector<FacetField> fields,
               std::uint32_t one_in, std::size_t limit)
      : cache_(std::move(cache)), fields_(std::move(fields)), one_in_(one_in), limit_(limit) {}

  // Segment by segment, without weights. Throws Xapian's exceptions.
  [[nodiscard]] FacetTally count(const Snapshot& at, const Xapian::Query& query) const;

 private:
  std::shared_ptr<ColumnsCache> cache_;
  std::vector<FacetField> fields_;
  std::uint32_t one_in_;
  std::size_t limit_;
};

}  // namespace quire::store
