#include "daemon/ingest/work/read_order.h"

namespace quire::ingest {

std::uint64_t ReadOrder::begin() {
  MutexLock lock(mutex_);
  running_.insert(next_);
  return next_++;
}

void ReadOrder::end(std::uint64_t number) {
  MutexLock lock(mutex_);
  running_.erase(number);
}

std::uint64_t ReadOrder::oldest_running() const {
  MutexLock lock(mutex_);
  return running_.empty() ? next_ : *running_.begin();
}

}  // namespace quire::ingest
