#pragma once
// The posting and position lists of a sealed segment as we read them ourselves: Xapian's iterators
// cost several times as much for each posting. Immutable; any number of threads may read it.
// Internal to the store.

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/glass/table_reader.h"

namespace quire::store {

struct SegmentPostings {
  std::unique_ptr<const glass::TableReader> postlist;
  std::unique_ptr<const glass::TableReader> position;
  std::vector<std::uint32_t> lengths;  // by document; 0 where there is none
};

// Of the segment at `path`, at the commit that `database` is at. Null when that is not what stands
// there now, or when its files cannot be opened. Throws Xapian's exceptions when they are damaged.
[[nodiscard]] std::shared_ptr<const SegmentPostings> postings_of(FileSystem& files,
                                                                 const std::string& path,
                                                                 const Xapian::Database& database);

}  // namespace quire::store
