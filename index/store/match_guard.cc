#include "index/store/match_guard.h"

namespace quire::store {

MatchGuard::MatchGuard(std::optional<SteadyTime> deadline,
                       std::shared_ptr<const std::atomic<bool>> cancelled)
    : deadline_(deadline), cancelled_(std::move(cancelled)) {}

bool MatchGuard::operator()(const Xapian::Document&) const {
  if (++calls_ % kEvery == 0) check();
  return true;
}

void MatchGuard::check() const {
  if (cancelled_ && cancelled_->load(std::memory_order_relaxed)) throw MatchStopped{true};
  if (deadline_ && std::chrono::steady_clock::now() >= *deadline_) throw MatchStopped{false};
}

}  // namespace quire::store
