#pragma once
// Reads the sealed segments against their checksums: all of them slowly, now and then, and at once
// when somebody could not read what was published. Lives on a thread of its own, whose body is
// `while (checker.step())`.

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "daemon/ingest/work/work.h"
#include "index/base/bounded_queue.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire::ingest {

struct CheckerOptions {
  std::chrono::milliseconds interval{std::chrono::hours(24)};  // between two rounds; 0: none
  // Of a round that nothing hurries. A disk hardly feels it, and a million articles take minutes.
  std::uint64_t bytes_per_second = 16U << 20;
  // After a suspicion that came to nothing the next one waits so long, and twice as long each time.
  std::chrono::milliseconds patience{1000};
  std::chrono::milliseconds longest_patience{600'000};
};

// Somebody could not read what was published.
struct Suspicion {};

class Checker {
 public:
  // What was found, as the writer is to be told. Called on the checker's thread.
  using Report = std::function<void(Writing)>;

  // `live` is the library's view.
  Checker(FileSystem& files, std::string index, std::shared_ptr<const store::LiveView> live,
          BoundedQueue<Suspicion>& suspicions, CheckerOptions options, Report report);

  // Waits for its time or for a suspicion, and makes a round. False when the queue is closed.
  bool step();

  // Ends the round that runs, soon. Any thread. Does not wake one that waits: closing the queue
  // does.
  void cancel() { cancelled_ = true; }

 private:
  // Says whether a segment was damaged.
  bool make_round();
  [[nodiscard]] bool keep_pace(std::uint64_t bytes);
  void plan_next(bool found);

  FileSystem& files_;
  const std::string index_;
  const std::shared_ptr<const store::LiveView> live_;
  BoundedQueue<Suspicion>& suspicions_;
  const CheckerOptions options_;
  const Report report_;

  bool hurried_ = false;   // this round goes as fast as it can
  SteadyTime next_piece_;  // of a round that does not
  SteadyTime next_round_;
  SteadyTime next_suspicion_;  // earlier ones wait until then
  std::chrono::milliseconds patience_{0};
  std::atomic<bool> cancelled_{false};
};

}  // namespace quire::ingest
