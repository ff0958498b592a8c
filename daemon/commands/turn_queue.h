#pragma once
// Work of several clients for a few threads. Each client with something in it has its turn in a
// circle and one piece of work a turn, so that who asks much waits for himself. Thread-safe;
// closing it lets nothing more in.

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "index/base/thread_annotations.h"

namespace quire::commands {

template <class T>
class TurnQueue {
 public:
  // Holds `capacity` pieces, and beyond it one of each client.
  explicit TurnQueue(std::size_t capacity) : capacity_(capacity) {}

  // `client` is only compared. False, and `item` is left as it was, when the queue is closed, or
  // full while something of this client's waits already.
  bool try_push(const void* client, T& item) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    const bool waits = waiting_.contains(client);
    if (closed_ || (size_ >= capacity_ && waits)) return false;
    waiting_[client].push_back(std::move(item));
    if (!waits) turns_.push_back(client);
    ++size_;
    return true;
  }

  // Of the client whose turn it is. Never waits.
  std::optional<T> pop() EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (turns_.empty()) return std::nullopt;
    const void* client = turns_.front();
    turns_.pop_front();
    const auto found = waiting_.find(client);
    std::optional<T> item(std::move(found->second.front()));
    found->second.pop_front();
    --size_;
    if (found->second.empty()) {
      waiting_.erase(found);
    } else {
      turns_.push_back(client);
    }
    return item;
  }

  void close() EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    closed_ = true;
  }

 private:
  const std::size_t capacity_;
  mutable Mutex mutex_;
  std::map<const void*, std::deque<T>> waiting_ GUARDED_BY(mutex_);  // none of them empty
  std::deque<const void*> turns_ GUARDED_BY(mutex_);  // the keys of waiting_, each once
  std::size_t size_ GUARDED_BY(mutex_) = 0;
  bool closed_ GUARDED_BY(mutex_) = false;
};

}  // namespace quire::commands
