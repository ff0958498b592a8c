#pragma once
// The columns of the segments by which facets are counted, for all searchers of a process. Each is
// made when it is asked for. Thread-safe. Internal to the store.

#include <xapian.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/thread_annotations.h"
#include "index/store/view/segment_cache.h"
#include "index/store/view/value_column.h"

namespace quire::store {

class ColumnsCache {
 public:
  // Of the terms with `prefix` in the segment `database`, whose name is given. Throws Xapian's
  // exceptions.
  [[nodiscard]] std::shared_ptr<const ValueColumn> column(std::string_view prefix,
                                                          const std::string& segment,
                                                          const Xapian::Database& database) {
    return of(prefix)->get(segment, database,
                           [&](const auto& one) { return ValueColumn(one, prefix); });
  }
  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) {
    const MutexLock lock(mutex_);
    for (const auto& [prefix, columns] : columns_) columns->retain(segments);
  }

 private:
  using Columns = SegmentCache<ValueColumn>;

  [[nodiscard]] std::shared_ptr<Columns> of(std::string_view prefix) {
    const MutexLock lock(mutex_);
    auto& columns = columns_[std::string(prefix)];
    if (!columns) columns = std::make_shared<Columns>();
    return columns;
  }

  Mutex mutex_;
  std::map<std::string, std::shared_ptr<Columns>> columns_ GUARDED_BY(mutex_);
};

}  // namespace quire::store
