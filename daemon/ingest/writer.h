#pragma once
// Applies what the workers have read to the library and publishes it: the second half.
// Lives on the one thread that owns the library; its body is `while (writer.step())`.

#include <chrono>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "daemon/ingest/read_order.h"
#include "daemon/ingest/work.h"
#include "index/base/bounded_queue.h"
#include "index/base/clock.h"
#include "index/store/library.h"

namespace quire::ingest {

// One publish, as the loop hears of it.
struct Publication {
  std::uint64_t sequence = 0;  // goes up by one with every publish that succeeded
  std::vector<Done> done;
  store::LibraryCounts counts;
  std::chrono::microseconds took{0};
  // Set when it failed: nothing of `done` is in the index (all of it is kUnchanged), and the folder
  // must be looked at again.
  std::optional<Error> error;
};

struct WriterOptions {
  std::size_t batch_bytes = 32U << 20;         // of prepared documents in one commit
  std::chrono::milliseconds bulk_batch{1000};  // a bulk load becomes searchable in such steps
  std::chrono::milliseconds fresh_batch{50};   // the most that others are waited for under load
  std::chrono::milliseconds bulk_linger{20};   // how long a bulk batch waits for more
};

class Writer {
 public:
  // `report` is called on the writer's thread.
  Writer(std::unique_ptr<store::Library> library, BoundedQueue<Reading>& readings,
         const ReadOrder& order, WriterOptions options, std::function<void(Publication)> report);

  // Waits for something to write, gathers what comes with it, publishes. When idle a fresh article
  // is published at once; under load commits take at most about half of the time. False when the
  // queue is closed and all of it is published.
  bool step();

  // After the last step: leaves the library in good order.
  [[nodiscard]] Result<void> close();

 private:
  void gather(Publication& publication, std::size_t& bytes);
  void apply(Reading reading, Publication& publication);
  [[nodiscard]] Result<Outcome> write(const Reading& reading);
  [[nodiscard]] bool is_outdated(const Reading& reading);
  void publish(Publication publication);

  std::unique_ptr<store::Library> library_;
  BoundedQueue<Reading>& readings_;
  const ReadOrder& order_;
  const WriterOptions options_;
  const std::function<void(Publication)> report_;

  std::uint64_t sequence_ = 0;
  SteadyTime quiet_until_{};  // no commit before that, unless there is nothing else to do
  std::unordered_map<std::uint64_t, std::uint64_t> applied_;  // file -> the number of its reading
};

}  // namespace quire::ingest
