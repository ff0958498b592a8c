#pragma once
// The posting lists of the sealed segments, opened once for all searchers of a process.
// Thread-safe. Internal to the store.

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
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
  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) { segments_.retain(segments); }

 private:
  struct NotToBeHad {};

  SegmentCache<std::shared_ptr<const SegmentPostings>> segments_;
};

}  // namespace quire::store
