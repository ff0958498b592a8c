#pragma once
// The two queues in front of the workers. Thread-safe.

#include <chrono>
#include <deque>
#include <optional>

#include "daemon/ingest/work/work.h"
#include "index/base/thread_annotations.h"

namespace quire::ingest {

class Lanes {
 public:
  // The bulk lane makes push_when_room() wait when it holds `capacity` files.
  explicit Lanes(std::size_t capacity) : capacity_(capacity) {}

  // Into the lane that `work` names. Never waits, and takes any number: who pushes bounds what it
  // has under way. False when closed.
  bool push(FileWork work) EXCLUDES(mutex_);
  // The same, but waits for room in the bulk lane.
  bool push_when_room(FileWork work) EXCLUDES(mutex_);

  // Waits. Nothing when closed and empty.
  std::optional<FileWork> pop_fresh() EXCLUDES(mutex_);
  // Waits. Nothing when closed.
  std::optional<FileWork> pop_bulk() EXCLUDES(mutex_);
  // Waits, but not past `until`.
  std::optional<FileWork> pop_bulk_until(std::chrono::steady_clock::time_point until)
      EXCLUDES(mutex_);

  // Nothing more is taken in, the bulk lane is emptied, the fresh lane can still be popped.
  void close() EXCLUDES(mutex_);
  [[nodiscard]] bool closed() const EXCLUDES(mutex_);

 private:
  std::optional<FileWork> take(std::deque<FileWork>& lane) REQUIRES(mutex_);

  const std::size_t capacity_;
  mutable Mutex mutex_;
  ConditionVariable fresh_not_empty_;
  ConditionVariable bulk_not_empty_;
  ConditionVariable bulk_not_full_;
  std::deque<FileWork> fresh_ GUARDED_BY(mutex_);
  std::deque<FileWork> bulk_ GUARDED_BY(mutex_);
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace quire::ingest
