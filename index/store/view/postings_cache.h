#pragma once
// The posting lists of the sealed segments, opened once for all searchers of a process.
// Thread-safe. Internal to the store.

#include <xapian.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/base/thread_annotations.h"
#include "index/store/view/segment_cache.h"
#include "index/store/view/segment_postings.h"

namespace quire::store {

class PostingsCache {
 public:
  // Of the sealed segment `database`, whose name is given, and the path of its folder. Null when
  // its files cannot be opened now. Throws Xapian's exceptions.
  [[nodiscard]] std::shared_ptr<const SegmentPostings> postings(FileSystem& files,
                                                                const std::string& segment,
                                                                const std::string& path,
                                                                const Xapian::Database& database) {
    try {
      return *segments_.get(segment, database, [&](const Xapian::Database& one) {
        auto opened = postings_of(files, path, one);
        if (!opened) throw NotToBeHad{};
        const MutexLock lock(mutex_);
        by_uuid_[one.get_uuid()] = opened;
        return opened;
      });
    } catch (const NotToBeHad&) {
      return nullptr;  // and tried again by who asks next
    }
  }
  // The same, but null when they would have to be opened.
  [[nodiscard]] std::shared_ptr<const SegmentPostings> known_postings(
      const std::string& segment, const Xapian::Database& database) {
    const auto known = segments_.known(segment, database);
    return known ? *known : nullptr;
  }
  // The same by the segment alone, which is all that a posting source is told.
  [[nodiscard]] std::shared_ptr<const SegmentPostings> known_postings(
      const Xapian::Database& database) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    const auto known = by_uuid_.find(database.get_uuid());
    const auto postings = known != by_uuid_.end() ? known->second.lock() : nullptr;
    const bool is_same =
        postings && postings->postlist->table().revision == database.get_revision();
    return is_same ? postings : nullptr;
  }
  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) EXCLUDES(mutex_) {
    segments_.retain(segments);
    const MutexLock lock(mutex_);
    std::erase_if(by_uuid_, [](const auto& entry) { return entry.second.expired(); });
  }

 private:
  struct NotToBeHad {};

  SegmentCache<std::shared_ptr<const SegmentPostings>> segments_;
  Mutex mutex_;
  std::map<std::string, std::weak_ptr<const SegmentPostings>> by_uuid_ GUARDED_BY(mutex_);
};

}  // namespace quire::store
