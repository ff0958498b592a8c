#include "index/store/segments/merge.h"

#include "index/store/format/checksums.h"
#include "index/store/format/gap.h"
#include "index/store/format/xapian_boundary.h"

namespace quire::store {
namespace {

bool never_ends(std::uint64_t) { return true; }

Result<void> delete_removed(const MergeSource& source) {
  return guarded("take out what was removed", [&source] {
    Xapian::WritableDatabase database(source.path, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    database.begin_transaction();
    for (const std::uint32_t id : source.removed) {
      try {
        remove_document(database, id);
      } catch (const Xapian::DocNotFoundError&) {
        continue;  // an earlier merge that did not come to its end took it out
      }
    }
    database.commit_transaction();
  });
}

}  // namespace

Result<void> take_out(FileSystem& files, const MergeSource& source) {
  if (auto whole = verify_segment(files, source.path, never_ends); !whole) return whole;
  if (auto removed = remove_checksums(files, source.path); !removed) return removed;
  if (auto deleted = delete_removed(source); !deleted) return deleted;
  return write_checksums(files, source.path);
}

Result<void> merge_segments(FileSystem& files, const MergePlan& plan) {
  for (const MergeSource& source : plan.sources) {
    auto ready = source.removed.empty() ? verify_segment(files, source.path, never_ends)
                                        : take_out(files, source);
    if (!ready) return ready;
  }
  auto merged = guarded("merge segments", [&plan] {
    Xapian::Database all;
    for (const MergeSource& source : plan.sources) {
      all.add_database(Xapian::Database(source.path, Xapian::DB_BACKEND_GLASS));
    }
    all.compact(plan.target, 0U, 0);
  });
  if (merged) merged = write_checksums(files, plan.target);
  if (!merged) return merged;
  return files.sync_directory(plan.target);
}

}  // namespace quire::store
