#pragma once
// The most memory that a process has resident at once, from one look to the next.

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace quire::bench {

struct MemoryPeak {  // bytes; pages of mapped files count
  std::uint64_t process = 0;
  std::uint64_t with_children = 0;  // of those that it has at that moment, too
};

// Looks a few times a second, in a thread of its own.
class PeakMemory {
 public:
  explicit PeakMemory(pid_t pid);
  ~PeakMemory();
  PeakMemory(const PeakMemory&) = delete;
  PeakMemory& operator=(const PeakMemory&) = delete;

  // Since the beginning, or since the last call.
  MemoryPeak take();

 private:
  void look();

  const pid_t pid_;
  std::atomic<std::uint64_t> process_ = 0;
  std::atomic<std::uint64_t> with_children_ = 0;
  std::jthread looking_;
};

}  // namespace quire::bench
