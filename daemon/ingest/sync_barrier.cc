#include "daemon/ingest/sync_barrier.h"

#include <utility>
#include <vector>

namespace quire::ingest {

std::uint64_t SyncBarrier::add(std::set<std::string> cookies, Callback callback) {
  Waiter waiter;
  waiter.number = next_++;
  waiter.cookies = std::move(cookies);
  waiter.callback = std::move(callback);
  waiters_.push_back(std::move(waiter));
  return waiters_.back().number;
}

bool SyncBarrier::remove(std::uint64_t waiter) {
  return std::erase_if(waiters_, [waiter](const Waiter& w) { return w.number == waiter; }) > 0;
}

bool SyncBarrier::cookie_seen(const std::string& name) {
  bool waited_for = false;
  for (Waiter& waiter : waiters_) waited_for = waiter.cookies.erase(name) > 0 || waited_for;
  return waited_for;
}

void SyncBarrier::update(std::uint64_t last_ticket, std::uint64_t oldest_open) {
  std::vector<Callback> finished;
  for (auto waiter = waiters_.begin(); waiter != waiters_.end();) {
    if (waiter->cookies.empty() && !waiter->has_ticket) {
      waiter->has_ticket = true;
      waiter->ticket = last_ticket;
    }
    if (waiter->has_ticket && oldest_open > waiter->ticket) {
      finished.push_back(std::move(waiter->callback));
      waiter = waiters_.erase(waiter);
    } else {
      ++waiter;
    }
  }
  for (const Callback& callback : finished) callback();
}

}  // namespace quire::ingest
