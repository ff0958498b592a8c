#pragma once
// Runs merges of segments, one at a time, each in a child process of low priority that is held back
// when it writes too fast and killed when it is not wanted any more. Lives on a thread of its own,
// whose body is `while (merger.step())`.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "daemon/ingest/work/work.h"
#include "index/base/bounded_queue.h"

namespace quire::ingest {

struct MergerOptions {
  // The child: a program's path and its arguments, never empty. It must come to call
  // run_merge_process().
  std::vector<std::string> command;
  // What a merge writes, at most; 0: no limit. About half of what a hard disk takes.
  std::uint64_t bytes_per_second = 64U << 20;
  // So long after a merge, when nobody reads what was merged any more, the memory that it has
  // freed goes back to the system; while merges follow one another, as often.
  std::chrono::milliseconds rest{10'000};
};

class Merger {
 public:
  // `report` is called on the merger's thread, once for each plan.
  Merger(BoundedQueue<store::MergePlan>& plans, MergerOptions options,
         std::function<void(Merged)> report);

  // Waits for a plan and carries it out, or gives memory back. False when the queue is closed and
  // empty. The child dies with the thread that calls this.
  bool step();

  // Ends the merge that runs, within some 20 ms, and every later one before it begins. Any thread.
  // Does not wake one that waits for a plan: closing the queue does.
  void cancel() { cancelled_ = true; }

 private:
  void give_back_if_due();
  [[nodiscard]] Result<void> merge(const store::MergePlan& plan);

  BoundedQueue<store::MergePlan>& plans_;
  const MergerOptions options_;
  const std::function<void(Merged)> report_;
  std::chrono::steady_clock::time_point merged_at_{};
  std::optional<std::chrono::steady_clock::time_point> give_back_at_;  // memory; nothing: no need
  std::atomic<bool> cancelled_{false};
};

}  // namespace quire::ingest
