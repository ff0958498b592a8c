#pragma once
// The folders that are to be walked, gathered into numbered batches that are walked one after the
// other: no two walks ever touch the same watch. Loop thread only.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "daemon/loop/background.h"
#include "daemon/watch/inotify_walk.h"

namespace quire::watch {

struct WalkBatch {
  std::uint64_t number = 0;
  WalkResult result;
  // The drop folder was lost while it was walked: nothing in the result holds.
  bool void_result = false;
  // Folders that went or were replaced meanwhile: what the walk found there may be wrong.
  std::set<std::string, std::less<>> stale;
};

class WalkQueue {
 public:
  using OnDone = std::function<void(WalkBatch&)>;

  // `tools.cancelled` is set for each batch anew.
  WalkQueue(loop::Loop& loop, WalkTools tools, OnDone on_done);
  ~WalkQueue();
  WalkQueue(const WalkQueue&) = delete;
  WalkQueue& operator=(const WalkQueue&) = delete;

  // Has `folder` walked with the next batch.
  void add(std::string_view folder);
  // Begins the next batch unless one is under way or there is nothing to walk.
  void begin();
  [[nodiscard]] bool walking() const { return walking_.has_value(); }
  // The folder is not what the batch under way may have seen there.
  void mark_stale(std::string_view folder);
  // Forgets what was queued, and declares the batch under way void.
  void clear();
  // The last batch that has to be done until all that was added by now has been walked.
  [[nodiscard]] std::uint64_t last_batch() const;

 private:
  void finish(WalkResult result);

  const WalkTools tools_;
  const OnDone on_done_;
  std::set<std::string, std::less<>> queued_;  // none below another
  std::optional<WalkBatch> walking_;
  std::shared_ptr<std::atomic<bool>> cancelled_;  // of the batch under way
  std::uint64_t next_number_ = 1;
  loop::Background background_;
};

}  // namespace quire::watch
