#pragma once
// Clang's thread-safety attributes (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html), and
// mutex types that carry them, since libstdc++'s own do not.

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define QUIRE_ATTRIBUTE(x) __attribute__((x))
#else
#define QUIRE_ATTRIBUTE(x)
#endif
#define GUARDED_BY(x) QUIRE_ATTRIBUTE(guarded_by(x))
#define REQUIRES(...) QUIRE_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define EXCLUDES(...) QUIRE_ATTRIBUTE(locks_excluded(__VA_ARGS__))

namespace quire {

class QUIRE_ATTRIBUTE(capability("mutex")) Mutex {
 public:
  void lock() QUIRE_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }
  void unlock() QUIRE_ATTRIBUTE(release_capability()) { mutex_.unlock(); }

 private:
  friend class ConditionVariable;
  std::mutex mutex_;
};

class QUIRE_ATTRIBUTE(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) QUIRE_ATTRIBUTE(acquire_capability(mutex)) : mutex_(mutex) {
    mutex_.lock();
  }
  ~MutexLock() QUIRE_ATTRIBUTE(release_capability()) { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Wait in a loop over the condition: wake-ups may be spurious.
class ConditionVariable {
 public:
  void wait(Mutex& mutex) REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    (void)lock.release();  // the caller's again
  }
  // False when `timeout` has passed.
  bool wait_for(Mutex& mutex, std::chrono::nanoseconds timeout) REQUIRES(mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    const auto status = condition_.wait_for(lock, timeout);
    (void)lock.release();
    return status == std::cv_status::no_timeout;
  }
  void notify_one() { condition_.notify_one(); }
  void notify_all() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

}  // namespace quire
