#pragma once
// Who waits until all that was there before is published. A pure class: it is told what happens.
// Loop thread only.
//
// A waiter first waits for its cookies: a file in each drop folder that the watcher must report, so
// that all earlier changes have been reported too. Then it waits until every change with a ticket
// up to the last one given out by then is done.

#include <cstdint>
#include <functional>
#include <list>
#include <set>
#include <string>

namespace quire::ingest {

class SyncBarrier {
 public:
  using Callback = std::function<void()>;

  // Returns the waiter's number. `cookies`: names that have not been seen yet. `callback` is called
  // once, from one of the methods below.
  std::uint64_t add(std::set<std::string> cookies, Callback callback);
  // Nobody waits any more; the callback is not called. True when the waiter was still there.
  bool remove(std::uint64_t waiter);

  // True when somebody was waiting for it.
  bool cookie_seen(const std::string& name);

  // `last_ticket`: the last one given out; `oldest_open`: the smallest that is not done (one more
  // than the last when all are). Calls back those whose wait is over.
  void update(std::uint64_t last_ticket, std::uint64_t oldest_open);

  [[nodiscard]] bool empty() const { return waiters_.empty(); }

 private:
  struct Waiter {
    std::uint64_t number = 0;
    std::set<std::string> cookies;
    bool has_ticket = false;
    std::uint64_t ticket = 0;
    Callback callback;
  };

  std::uint64_t next_ = 1;
  std::list<Waiter> waiters_;
};

}  // namespace quire::ingest
