#pragma once
// The words of the segments, for all searchers of a process: each sealed segment is gone through
// once. Thread-safe. Internal to the store.

#include <xapian.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "index/base/thread_annotations.h"
#include "index/store/segment_words.h"

namespace quire::store {

class WordsCache {
 public:
  // The words of the segment `database`, whose name is given. Whoever needs them first goes through
  // its terms, and others who need the same wait for that. Throws Xapian's exceptions.
  [[nodiscard]] std::shared_ptr<const SegmentWords> words(const std::string& segment,
                                                          const Xapian::Database& database)
      EXCLUDES(mutex_);
  // The same, but null when somebody would have to go through its terms.
  [[nodiscard]] std::shared_ptr<const SegmentWords> known_words(const std::string& segment,
                                                                const Xapian::Database& database)
      EXCLUDES(mutex_);
  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) EXCLUDES(mutex_);

 private:
  struct Entry {
    std::shared_ptr<Mutex> reading = std::make_shared<Mutex>();  // held by who goes through terms
    std::uint64_t revision = 0;  // of the database, as Xapian counts
    std::shared_ptr<const SegmentWords> words;
  };

  Mutex mutex_;
  std::map<std::string, Entry> entries_ GUARDED_BY(mutex_);
};

}  // namespace quire::store
