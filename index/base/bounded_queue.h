#pragma once
// A queue between threads that holds at most `capacity`, counted in items or in whatever unit the
// costs are given in. Closing it wakes everybody: nothing more is taken in, what is in it can still
// be popped.

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

#include "index/base/thread_annotations.h"

namespace quire {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits for room; an empty queue has room for an item of any cost. False, and `item` is dropped,
  // when the queue is closed.
  bool push(T item, std::size_t cost = 1) EXCLUDES(mutex_) {
    {
      MutexLock lock(mutex_);
      while (!closed_ && !has_room(cost)) not_full_.wait(mutex_);
      if (closed_) return false;
      put(std::move(item), cost);
    }
    not_empty_.notify_one();
    return true;
  }

  // Never waits. False, and `item` is left as it was, when the queue is full or closed.
  bool try_push(T& item, std::size_t cost = 1) EXCLUDES(mutex_) {
    {
      MutexLock lock(mutex_);
      if (closed_ || !has_room(cost)) return false;
      put(std::move(item), cost);
    }
    not_empty_.notify_one();
    return true;
  }

  // Never waits, and takes the item in even when the queue is full: for those that are few. False
  // when the queue is closed.
  bool push_always(T item) EXCLUDES(mutex_) {
    {
      MutexLock lock(mutex_);
      if (closed_) return false;
      put(std::move(item), 0);
    }
    not_empty_.notify_one();
    return true;
  }

  // Waits for an item. Nothing when the queue is closed and empty.
  std::optional<T> pop() EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    while (!closed_ && items_.empty()) not_empty_.wait(mutex_);
    return take();
  }

  // Waits for an item, but not past `until`; a time that has passed means not at all.
  std::optional<T> pop_until(std::chrono::steady_clock::time_point until) EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    while (!closed_ && items_.empty()) {
      const auto left = until - std::chrono::steady_clock::now();
      if (left <= std::chrono::nanoseconds{0} || !not_empty_.wait_for(mutex_, left)) break;
    }
    return take();
  }

  void close() EXCLUDES(mutex_) {
    {
      MutexLock lock(mutex_);
      closed_ = true;
    }
    not_empty_.notify_all();
    not_full_.notify_all();
  }

  [[nodiscard]] bool closed() const EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    return closed_;
  }

  [[nodiscard]] std::size_t size() const EXCLUDES(mutex_) {
    MutexLock lock(mutex_);
    return items_.size();
  }

 private:
  struct Item {
    T value;
    std::size_t cost;
  };

  [[nodiscard]] bool has_room(std::size_t cost) const REQUIRES(mutex_) {
    return items_.empty() || used_ + cost <= capacity_;
  }

  void put(T item, std::size_t cost) REQUIRES(mutex_) {
    items_.push_back({std::move(item), cost});
    used_ += cost;
  }

  std::optional<T> take() REQUIRES(mutex_) {
    if (items_.empty()) return std::nullopt;
    std::optional<T> item(std::move(items_.front().value));
    used_ -= items_.front().cost;
    items_.pop_front();
    // Costs differ, so the room made here may serve any of those who wait.
    not_full_.notify_all();
    return item;
  }

  const std::size_t capacity_;
  mutable Mutex mutex_;
  ConditionVariable not_empty_;
  ConditionVariable not_full_;
  std::deque<Item> items_ GUARDED_BY(mutex_);
  std::size_t used_ GUARDED_BY(mutex_) = 0;
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace quire
