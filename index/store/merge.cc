#include "index/store/merge.h"

#include "index/store/xapian_boundary.h"

namespace quire::store {

void take_out(const MergeSource& source) {
  Xapian::WritableDatabase database(source.path, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
  database.begin_transaction();
  for (const std::uint32_t id : source.removed) {
    try {
      database.delete_document(id);
    } catch (const Xapian::DocNotFoundError&) {
      continue;  // an earlier merge that did not come to its end took it out
    }
  }
  database.commit_transaction();
}

Result<void> merge_segments(FileSystem& files, const MergePlan& plan) {
  auto merged = guarded("merge segments", [&plan] {
    Xapian::Database all;
    for (const MergeSource& source : plan.sources) {
      if (!source.removed.empty()) take_out(source);
      all.add_database(Xapian::Database(source.path, Xapian::DB_BACKEND_GLASS));
    }
    all.compact(plan.target, 0U, 0);
  });
  if (!merged) return merged;
  return files.sync_directory(plan.target);
}

}  // namespace quire::store
