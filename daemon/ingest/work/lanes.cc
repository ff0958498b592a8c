#include "daemon/ingest/work/lanes.h"

namespace quire::ingest {

bool Lanes::push(FileWork work) {
  const bool fresh = work.lane == Lane::kFresh;
  {
    MutexLock lock(mutex_);
    if (closed_) return false;
    (fresh ? fresh_ : bulk_).push_back(std::move(work));
  }
  (fresh ? fresh_not_empty_ : bulk_not_empty_).notify_one();
  return true;
}

bool Lanes::push_when_room(FileWork work) {
  if (work.lane == Lane::kBulk) {
    MutexLock lock(mutex_);
    while (!closed_ && bulk_.size() >= capacity_) bulk_not_full_.wait(mutex_);
  }
  return push(std::move(work));
}

std::optional<FileWork> Lanes::pop_fresh() {
  MutexLock lock(mutex_);
  while (!closed_ && fresh_.empty()) fresh_not_empty_.wait(mutex_);
  return take(fresh_);
}

std::optional<FileWork> Lanes::pop_bulk() {
  MutexLock lock(mutex_);
  while (!closed_ && bulk_.empty()) bulk_not_empty_.wait(mutex_);
  return take(bulk_);
}

std::optional<FileWork> Lanes::pop_bulk_until(std::chrono::steady_clock::time_point until) {
  MutexLock lock(mutex_);
  while (!closed_ && bulk_.empty()) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= std::chrono::nanoseconds{0} || !bulk_not_empty_.wait_for(mutex_, left)) break;
  }
  return take(bulk_);
}

std::optional<FileWork> Lanes::take(std::deque<FileWork>& lane) {
  if (lane.empty()) return std::nullopt;
  std::optional<FileWork> work(std::move(lane.front()));
  lane.pop_front();
  if (&lane == &bulk_) bulk_not_full_.notify_one();
  return work;
}

void Lanes::close() {
  {
    MutexLock lock(mutex_);
    closed_ = true;
    bulk_.clear();
  }
  fresh_not_empty_.notify_all();
  bulk_not_empty_.notify_all();
  bulk_not_full_.notify_all();
}

bool Lanes::closed() const {
  MutexLock lock(mutex_);
  return closed_;
}

}  // namespace quire::ingest
