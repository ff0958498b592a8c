#pragma once
// Two workers may have read the same file, one before and one after it changed, and reach the
// writer in either order. The reading that began later saw the later state, so each gets a number
// when it begins and the writer drops what is older than what it has applied. Thread-safe.

#include <cstdint>
#include <set>

#include "index/base/thread_annotations.h"

namespace quire::ingest {

class ReadOrder {
 public:
  // The number of a reading that begins now.
  std::uint64_t begin() EXCLUDES(mutex_);
  // The reading is in the writer's queue, or given up.
  void end(std::uint64_t number) EXCLUDES(mutex_);
  // Every reading with a smaller number has ended.
  [[nodiscard]] std::uint64_t oldest_running() const EXCLUDES(mutex_);

 private:
  mutable Mutex mutex_;
  std::uint64_t next_ GUARDED_BY(mutex_) = 1;
  std::set<std::uint64_t> running_ GUARDED_BY(mutex_);
};

}  // namespace quire::ingest
