#include "daemon/ingest/lanes.h"

namespace quire::ingest {

bool Lanes::try_push_fresh(FileWork& work) {
  {
    MutexLock lock(mutex_);
    if (closed_ || fresh_.size() >= capacity_) return false;
    fresh_.push_back(std::move(work));
  }
  not_empty_.notify_one();
  return true;
}

bool Lanes::push_bulk(FileWork work) {
  {
    MutexLock lock(mutex_);
    while (!closed_ && bulk_.size() >= capacity_) bulk_not_full_.wait(mutex_);
    if (closed_) return false;
    bulk_.push_back(std::move(work));
  }
  not_empty_.notify_one();
  return true;
}

std::optional<FileWork> Lanes::pop() {
  MutexLock lock(mutex_);
  while (!closed_ && fresh_.empty() && bulk_.empty()) not_empty_.wait(mutex_);
  std::deque<FileWork>& lane = fresh_.empty() ? bulk_ : fresh_;
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
  not_empty_.notify_all();
  bulk_not_full_.notify_all();
}

}  // namespace quire::ingest
