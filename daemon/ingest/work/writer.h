#pragma once
// Applies what the workers have read to the library, publishes it, and keeps the library in shape:
// the second half. Lives on the one thread that owns the library; its body is
// `while (writer.step())`.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "daemon/ingest/work/read_order.h"
#include "daemon/ingest/work/work.h"
#include "index/base/bounded_queue.h"
#include "index/base/clock.h"
#include "index/store/library.h"

namespace quire::ingest {

// One publish, as the loop hears of it. Without `done`: it was a probe, or the library has changed
// its shape only.
struct Publication {
  std::uint64_t sequence = 0;  // goes up by one with every publish that succeeded
  std::vector<Done> done;
  bool probe = false;
  store::LibraryCounts counts;  // `merging`: a merge runs, or one may be due once a load has ended
  std::chrono::microseconds took{0};
  // Set when it failed: nothing of `done` is in the index (all of it is kUnchanged), and the folder
  // must be looked at again.
  std::optional<Error> error;
};

struct WriterOptions {
  std::size_t batch_bytes = 32U << 20;         // of prepared documents in one commit
  std::chrono::milliseconds bulk_batch{1000};  // for how long removals of a bulk load are gathered
  std::chrono::milliseconds fresh_batch{50};   // the most that others are waited for under load
  std::chrono::milliseconds bulk_linger{20};   // how long a bulk batch waits for more
  // A bulk load has ended when no segment came for so long; only then small ones are merged.
  std::chrono::milliseconds load_end{1000};
  // Nothing is written for so long: few segments are made fewer.
  std::chrono::milliseconds rest{10'000};
  std::chrono::milliseconds stories{3};  // for which they are looked for before looking for work
  std::chrono::milliseconds merge_retry{30'000};  // after a failed merge or sealing
};

class Writer {
 public:
  // Called on the writer's thread.
  struct Reports {
    std::function<void(Publication)> published;
    std::function<void(Rebuilt)> rebuilt;
    // Segments are to be merged; what comes of it is to be queued as Merged.
    std::function<void(store::MergePlan)> merge_due;
    // Its articles are to be read again.
    std::function<void(Quarantined)> quarantined;
    // A merge or sealing failed, or (nothing) none stands failed any more. Nothing is lost by it,
    // and it is tried again.
    std::function<void(std::optional<Error>)> upkeep;
  };

  Writer(std::unique_ptr<store::Library> library, BoundedQueue<Writing>& writings,
         const ReadOrder& order, WriterOptions options, Reports reports);

  // Waits for something to do; of what is to be written gathers what comes with it and publishes.
  // When idle a fresh article is published at once; under load commits take at most about half of
  // the time. False when the queue is closed and all of it is done.
  bool step();

  // After the last step: leaves the library in good order.
  [[nodiscard]] Result<void> close();

 private:
  struct Batch {
    Publication publication;
    std::size_t bytes = 0;
    bool urgent = false;  // something in it is waited for
    bool built = false;
  };

  void write(Writing first);
  void gather(Batch& batch);
  void apply(Reading reading, Batch& batch);
  void apply(Built built, Batch& batch);
  [[nodiscard]] Result<Outcome> apply_to_library(const Reading& reading);
  [[nodiscard]] bool is_outdated(const FileWork& work, std::uint64_t order);
  void publish(Batch batch);
  void forget_old_readings();

  void finish_merge(const Merged& merged);
  void rebuild(RebuildStep step);
  void quarantine(const Damaged& damaged);
  void keep_up(Upkeep upkeep);
  // A step of the library's failed, maybe because a segment is damaged.
  void suspect_damage(const Error& error);
  // Seals, and has segments merged, as far as it is time.
  void maintain();
  // Whether the library has stories to find while there is nothing to write.
  [[nodiscard]] bool has_stories_to_find() const;
  void find_stories();
  [[nodiscard]] store::Pace pace_at(SteadyTime now) const;
  [[nodiscard]] std::optional<SteadyTime> next_maintenance(SteadyTime now) const;
  void maintained(const Result<void>& result);
  [[nodiscard]] store::LibraryCounts counts() const;
  void report_shape();

  std::unique_ptr<store::Library> library_;
  BoundedQueue<Writing>& writings_;
  const ReadOrder& order_;
  const WriterOptions options_;
  const Reports reports_;

  std::optional<Writing> next_;  // popped, and found to be something else than a part of the batch
  std::uint64_t sequence_ = 0;
  SteadyTime quiet_until_{};  // no commit before that, unless there is nothing else to do
  SteadyTime load_ends_{};
  SteadyTime rest_begins_{};
  SteadyTime merge_after_{};
  std::optional<SteadyTime> maintain_at_;  // also when there is nothing to write
  bool upkeep_failed_ = false;
  bool stories_failed_ = false;  // since the last publish
  store::LibraryCounts reported_;
  std::unordered_map<std::uint64_t, std::uint64_t> applied_;  // file -> the number of its reading
};

}  // namespace quire::ingest
