#pragma once
// Reads the files of the bulk lane and builds whole segments of them. Lives on a thread of its own,
// whose body is `while (worker.step())`; several work side by side.

#include <chrono>
#include <functional>
#include <string>

#include "daemon/ingest/work/worker.h"
#include "index/store/build/bulk_builder.h"

namespace quire::ingest {

struct BulkOptions {
  // What a segment holds in memory (BulkBuilder::bytes) when it is written. The first of a load is
  // small, so that something can be found soon; each is twice as large as the one before it.
  std::size_t first_bytes = 8U << 20;
  std::size_t most_bytes = 48U << 20;
  std::chrono::milliseconds linger{30};  // how long a started segment waits for more
  std::chrono::milliseconds rest{5000};  // nothing to build for so long: the memory is released
};

class BulkWorker {
 public:
  // `files` outlives the worker. `next_path` gives, on any thread, a new place in the index
  // directory to build a segment at.
  BulkWorker(WorkerContext& context, FileSystem& files, BulkOptions options,
             store::BulkBuilder builder, std::function<std::string()> next_path);

  // One file, the end of a segment, or the release of what is needed for none. False when there
  // will be no more: what was begun by then is dropped, for the next start to find.
  bool step();

 private:
  // Waits for the first file of a segment.
  bool begin();
  void add(FileWork work);
  void gather(FileWork work, std::uint64_t order, FileReader::Seen seen);
  // Whether files of that kind may stand in the segment that was begun.
  [[nodiscard]] bool fits(const FileWork& work) const;
  void finish_segment();

  WorkerContext& context_;
  FileSystem& files_;
  const BulkOptions options_;
  store::BulkBuilder builder_;
  const std::function<std::string()> next_path_;
  std::size_t goal_ = 0;  // bytes
  Built built_;           // what is in the builder
  bool released_ = true;  // the builder keeps no memory
};

}  // namespace quire::ingest
