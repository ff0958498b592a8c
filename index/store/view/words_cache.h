#pragma once
// The words of the segments, for all searchers of a process. Thread-safe. Internal to the store.

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "index/store/view/segment_cache.h"
#include "index/store/view/segment_words.h"

namespace quire::store {

class WordsCache {
 public:
  // The words of the segment `database`, whose name is given. Throws Xapian's exceptions.
  [[nodiscard]] std::shared_ptr<const SegmentWords> words(const std::string& segment,
                                                          const Xapian::Database& database) {
    return segments_.get(segment, database, [](const auto& one) { return words_of(one); });
  }
  // The same, but null when somebody would have to go through its terms.
  [[nodiscard]] std::shared_ptr<const SegmentWords> known_words(const std::string& segment,
                                                                const Xapian::Database& database) {
    return segments_.known(segment, database);
  }
  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) { segments_.retain(segments); }

 private:
  SegmentCache<SegmentWords> segments_;
};

}  // namespace quire::store
