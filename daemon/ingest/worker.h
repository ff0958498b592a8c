#pragma once
// Looks at a file and makes documents of it: the first half of the pipeline's work.
// Each worker lives on a thread of its own, whose body is `while (worker.step())`.

#include <chrono>
#include <functional>
#include <variant>

#include "daemon/ingest/lanes.h"
#include "daemon/ingest/read_order.h"
#include "index/base/bounded_queue.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire::ingest {

// What the workers share; all of it outlives them and is thread-safe.
struct WorkerContext {
  FileSystem& files;
  const Clock& clock;
  Lanes& lanes;
  ReadOrder& order;
  BoundedQueue<Reading>& readings;  // costs are bytes
  // Straight back to the loop, past the writer: files there is nothing to write of.
  std::function<void(Done)> report;
  std::uint64_t max_file_bytes = 0;
  std::chrono::milliseconds settle{0};
};

class Worker {
 public:
  Worker(WorkerContext& context, store::SegmentBuilder builder);

  // One file. False when there will be no more.
  bool step();

 private:
  // Without a Reading there is nothing to write, for the reason that the Outcome gives.
  using Seen = std::variant<Reading, Outcome>;
  Seen look_at(const FileWork& work);
  Seen read(const FileWork& work, const FileStatus& status);
  Seen remember_failure(const FileWork& work, const FileStatus& status, const Error& reason);
  [[nodiscard]] bool is_young(const FileStatus& status) const;
  [[nodiscard]] bool drop_is_there(const Drop& drop) const;

  WorkerContext& context_;
  store::SegmentBuilder builder_;
};

}  // namespace quire::ingest
