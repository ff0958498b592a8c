#pragma once
// Short file-system work off the loop, in libuv's pool of four threads. Nothing long and nothing
// of Xapian's goes there.

#include <functional>
#include <memory>

#include "daemon/loop/loop.h"

namespace quire::loop {

class Background {
 public:
  explicit Background(Loop& loop);
  // Work in progress runs on to its end, but nothing is reported any more.
  ~Background();

  // Runs `work` on a pool thread, then `done` on the loop unless the Background has gone by then.
  // `work` must not touch what may die with the Background's owner. Loop thread only.
  void run(std::function<void()> work, std::function<void()> done);

  // How many are on their way.
  [[nodiscard]] std::size_t pending() const { return *pending_; }

 private:
  struct Job;

  Loop& loop_;
  std::shared_ptr<std::size_t> pending_;  // also tells the jobs that the owner is still there
};

}  // namespace quire::loop
