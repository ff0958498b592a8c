#pragma once
// The two queues in front of the workers. Thread-safe.

#include <deque>
#include <optional>

#include "daemon/ingest/work.h"
#include "index/base/thread_annotations.h"

namespace quire::ingest {

class Lanes {
 public:
  // Each lane holds at most `capacity` files.
  explicit Lanes(std::size_t capacity) : capacity_(capacity) {}

  // Fresh lane. Never waits; false, and `work` is left as it was, when the lane is full or closed.
  bool try_push_fresh(FileWork& work) EXCLUDES(mutex_);
  // Bulk lane. Waits for room; false when closed.
  bool push_bulk(FileWork work) EXCLUDES(mutex_);

  // Waits; whatever is in the fresh lane comes first. Nothing when closed and empty.
  std::optional<FileWork> pop() EXCLUDES(mutex_);

  // Nothing more is taken in, the bulk lane is emptied, the fresh lane can still be popped.
  void close() EXCLUDES(mutex_);

 private:
  const std::size_t capacity_;
  Mutex mutex_;
  ConditionVariable not_empty_;
  ConditionVariable bulk_not_full_;
  std::deque<FileWork> fresh_ GUARDED_BY(mutex_);
  std::deque<FileWork> bulk_ GUARDED_BY(mutex_);
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace quire::ingest
