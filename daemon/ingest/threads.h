#pragma once
// The pipeline's threads and the bounded queues between them. Built, started and stopped on the
// loop's thread.

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "daemon/ingest/reconciler.h"
#include "daemon/ingest/worker.h"
#include "daemon/ingest/writer.h"
#include "daemon/loop/inbox.h"

namespace quire::ingest {

struct ThreadsOptions {
  std::size_t workers = 2;
  std::string index;            // the index directory
  std::string language = "en";  // of articles that do not tell theirs
  std::uint64_t max_file_bytes = 64U << 20;
  std::chrono::milliseconds settle{200};
  std::size_t readings_bytes = 48U << 20;  // prepared articles between workers and writer
  WriterOptions writer;
};

class Threads {
 public:
  // Called on the loop.
  struct Reports {
    std::function<void(Done)> done;  // files there was nothing to write of
    std::function<void(Publication)> published;
    std::function<void(Comparison)> compared;
  };

  static constexpr std::size_t kLaneCapacity = 512;  // files in each lane
  static constexpr std::size_t kJobCapacity = 64;    // reconciles that wait

  Threads(loop::Inbox& inbox, FileSystem& files, const Clock& clock, ThreadsOptions options,
          Reports reports);
  // Stops, if stop() was not called.
  ~Threads();
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  // kInvalidArgument for a language that has no stemmer.
  [[nodiscard]] Result<void> start(std::unique_ptr<store::Library> library);

  // Neither waits: false when the queue is full, and then the argument is left as it was.
  bool try_push(FileWork& work) { return lanes_.try_push_fresh(work); }
  bool try_push(ReconcileJob& job) { return jobs_.try_push(job); }

  // Ends the reconcile, lets the workers and the writer finish what is in the fresh lane and leaves
  // the library in good order. Blocks. Nothing is reported any more.
  [[nodiscard]] Result<void> stop();

 private:
  const ThreadsOptions options_;
  FileSystem& files_;
  loop::Inbox& inbox_;
  const Reports reports_;

  Lanes lanes_;
  ReadOrder order_;
  BoundedQueue<Reading> readings_;
  BoundedQueue<ReconcileJob> jobs_;
  WorkerContext context_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Reconciler> reconciler_;
  std::vector<std::thread> workers_;
  std::thread writer_thread_;
  std::thread reconciler_thread_;
};

}  // namespace quire::ingest
