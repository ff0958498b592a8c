#pragma once
// The posting lists of a snapshot's segments. Internal to the store.

#include <memory>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/view/postings_cache.h"
#include "index/store/view/reader.h"

namespace quire::store {

// Of all segments, in their order. Null for one that has to be read through Xapian: a fresh one, or
// one whose files cannot be opened now.
using OpenPostings = std::vector<std::shared_ptr<const SegmentPostings>>;

// When a segment is new, the cache forgets those that are not among these. Throws Xapian's
// exceptions.
[[nodiscard]] OpenPostings open_postings(PostingsCache& cache, FileSystem& files,
                                         const Snapshot& at);

}  // namespace quire::store
