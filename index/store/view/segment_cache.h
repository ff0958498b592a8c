#pragma once
// What is made of a segment by going through it, for all searchers of a process: of a sealed
// segment it is made once. Thread-safe. Internal to the store.

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "index/base/thread_annotations.h"

namespace quire::store {

template <class Made>
class SegmentCache {
 public:
  // `make(database)`, or what it gave when the segment of this name was at the same revision.
  // Whoever needs it first makes it, and others who need the same wait for that. Throws Xapian's
  // exceptions.
  template <class Make>
  [[nodiscard]] std::shared_ptr<const Made> get(const std::string& segment,
                                                const Xapian::Database& database, const Make& make)
      EXCLUDES(mutex_) {
    if (auto made = known(segment, database)) return made;
    const std::shared_ptr<Mutex> making = making_of(segment);
    const MutexLock maker(*making);
    if (auto made = known(segment, database)) return made;
    const std::uint64_t revision = database.get_revision();
    auto made = std::make_shared<const Made>(make(database));
    const MutexLock lock(mutex_);
    Entry& entry = entries_[segment];
    entry.revision = revision;
    entry.made = made;
    return made;
  }

  // The same, but null when it would have to be made.
  [[nodiscard]] std::shared_ptr<const Made> known(const std::string& segment,
                                                  const Xapian::Database& database)
      EXCLUDES(mutex_) {
    const std::uint64_t revision = database.get_revision();
    const MutexLock lock(mutex_);
    const Entry& entry = entries_[segment];
    return entry.revision == revision ? entry.made : nullptr;
  }

  // Forgets all segments but these.
  void retain(const std::vector<std::string>& segments) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    std::erase_if(entries_, [&](const auto& entry) {
      return std::find(segments.begin(), segments.end(), entry.first) == segments.end();
    });
  }

 private:
  struct Entry {
    std::shared_ptr<Mutex> making = std::make_shared<Mutex>();  // held by who makes it
    std::uint64_t revision = 0;                                 // of the database, as Xapian counts
    std::shared_ptr<const Made> made;
  };

  [[nodiscard]] std::shared_ptr<Mutex> making_of(const std::string& segment) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return entries_[segment].making;
  }

  Mutex mutex_;
  std::map<std::string, Entry> entries_ GUARDED_BY(mutex_);
};

}  // namespace quire::store
