#pragma once
// Ends a running match when its time is up or nobody wants the answer any more. Xapian's own time
// limit only stops the look for better matches; an exception out of a MatchDecider stops the match.
// Internal to the store.

#include <xapian.h>

#include <atomic>
#include <memory>
#include <optional>

#include "index/base/clock.h"

namespace quire::store {

// Thrown out of a match; never leaves the store.
struct MatchStopped {
  bool cancelled = false;  // else the deadline has passed
};

class MatchGuard final : public Xapian::MatchDecider {
 public:
  MatchGuard(std::optional<SteadyTime> deadline,
             std::shared_ptr<const std::atomic<bool>> cancelled);

  bool operator()(const Xapian::Document&) const override;
  // Looks at once. Throws MatchStopped.
  void check() const;

 private:
  static constexpr unsigned kEvery = 64;  // candidates between two looks

  std::optional<SteadyTime> deadline_;
  std::shared_ptr<const std::atomic<bool>> cancelled_;
  mutable unsigned calls_ = 0;
};

}  // namespace quire::store
