#pragma once
// Makes one segment of several. Takes long and touches nothing that is published, except that
// documents with tombstones are taken out of the sources, which no reader sees.

#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/view/live_view.h"

namespace quire::store {

struct MergeSource {
  std::uint32_t number = 0;
  std::string path;
  DocumentIds removed;  // as the library had them when it planned the merge
};

struct MergePlan {
  std::vector<MergeSource> sources;
  std::string target;  // where the new segment is to be written; not there yet
};

// Blocks until the new segment is on disk, with its checksums. Any thread or process, but one at a
// time for a source. kCorrupt when a source is damaged: nothing of it is passed on. What a failure
// or a kill leaves at the target is for the caller to remove.
[[nodiscard]] Result<void> merge_segments(FileSystem& files, const MergePlan& plan);

// Takes the documents with tombstones out of a segment, in one commit: readers of the revision
// before it go on undisturbed. kCorrupt when the segment is damaged.
[[nodiscard]] Result<void> take_out(FileSystem& files, const MergeSource& source);

}  // namespace quire::store
