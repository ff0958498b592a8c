#pragma once
// `sync`: cookie files in the drop folders, and the wait for what was seen before them.
// Loop thread only.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "daemon/ingest/drop_folder.h"
#include "daemon/ingest/sync_barrier.h"
#include "daemon/loop/background.h"
#include "daemon/loop/events.h"

namespace quire::ingest {

class Sync {
 public:
  using Callback = std::function<void(Result<void>)>;

  // `barrier_changed` is called when update() is due.
  Sync(loop::Loop& loop, std::function<void()> barrier_changed);

  // Calls back once all that happened in `folders` before is published, or with kDeadlineExceeded.
  // A folder that is lost is not waited for; one that may not be written to is looked through.
  void start(const std::vector<std::unique_ptr<DropFolder>>& folders,
             std::chrono::milliseconds timeout, Callback callback);

  void cookie_seen(const std::string& name);
  // Its cookies will never be seen.
  void folder_lost(const DropFolder& folder);
  // As SyncBarrier::update.
  void update(std::uint64_t last_ticket, std::uint64_t oldest_open);

  // Removes cookies that a killed daemon has left in the folder.
  void remove_old_cookies(const DropFolder& folder);

 private:
  struct Wait {
    Callback callback;
    std::unique_ptr<loop::Timer> timer;
    std::vector<std::string> paths;  // of its cookies
  };

  void write_cookie(DropFolder& folder, const std::string& name);
  void finish(std::uint64_t wait, Result<void> result);

  loop::Loop& loop_;
  const std::function<void()> barrier_changed_;
  SyncBarrier barrier_;
  std::uint64_t last_cookie_ = 0;
  std::uint64_t last_wait_ = 0;
  std::map<std::uint64_t, Wait> waits_;
  std::map<std::uint64_t, std::uint64_t> waiters_;  // wait -> number in the barrier
  loop::Background background_;
};

}  // namespace quire::ingest
