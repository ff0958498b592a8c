#pragma once
// Reads the files of the fresh lane, one by one, and prepares them for the fresh segment. Lives on
// a thread of its own, whose body is `while (worker.step())`.

#include <functional>

#include "daemon/ingest/work/file_reader.h"
#include "daemon/ingest/work/lanes.h"
#include "daemon/ingest/work/read_order.h"
#include "index/base/bounded_queue.h"
#include "index/store/build/segment_builder.h"

namespace quire::ingest {

// What the workers of both lanes share; all of it outlives them and is thread-safe.
struct WorkerContext {
  FileReader& reader;
  Lanes& lanes;
  ReadOrder& order;
  BoundedQueue<Writing>& writings;  // costs are bytes
  // Straight back to the loop, past the writer: files there is nothing to write of.
  std::function<void(Done)> report;
};

class Worker {
 public:
  Worker(WorkerContext& context, store::SegmentBuilder builder);

  // One file. False when there will be no more.
  bool step();

 private:
  void write(FileWork work, std::uint64_t order, FileReader::Seen seen);

  WorkerContext& context_;
  store::SegmentBuilder builder_;
};

}  // namespace quire::ingest
