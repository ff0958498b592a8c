#include "tests/bench/peak_memory.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "index/base/format.h"
#include "tests/support/resident_bytes.h"

namespace quire::bench {
namespace {

using test::resident_bytes;

constexpr std::chrono::milliseconds kPace{50};

// Children belong to the thread that started them.
std::uint64_t resident_bytes_of_children(pid_t pid) {
  std::uint64_t sum = 0;
  std::error_code gone;
  for (auto task = std::filesystem::directory_iterator(format("/proc/{}/task", pid), gone);
       !gone && task != std::filesystem::directory_iterator(); task.increment(gone)) {
    std::ifstream in(task->path() / "children");
    for (pid_t child = 0; in >> child;) sum += resident_bytes(child);
  }
  return sum;
}

void raise(std::atomic<std::uint64_t>& peak, std::uint64_t value) {
  if (value > peak) peak = value;
}

}  // namespace

PeakMemory::PeakMemory(pid_t pid)
    : pid_(pid), looking_([this](const std::stop_token& end) {
        while (!end.stop_requested()) {
          look();
          std::this_thread::sleep_for(kPace);
        }
      }) {}

PeakMemory::~PeakMemory() = default;

void PeakMemory::look() {
  const std::uint64_t own = resident_bytes(pid_);
  raise(process_, own);
  raise(with_children_, own + resident_bytes_of_children(pid_));
}

MemoryPeak PeakMemory::take() {
  look();
  return {process_.exchange(0), with_children_.exchange(0)};
}

}  // namespace quire::bench
