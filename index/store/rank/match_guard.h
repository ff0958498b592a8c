#pragma once
// Ends a match when its time is up or nobody wants the answer any more. Xapian's own time limit
// only stops the look for better matches, and an exception loses all that was found. A posting
// source that is asked about every candidate does neither: when it is at its end so is the match,
// and gives what it has found. Values; what they share belongs to one thread.

#include <xapian.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "index/base/clock.h"

namespace quire::store {

// Thrown out of a match that was cancelled; never leaves the store.
struct MatchCancelled {};

class MatchGuard {
 public:
  // One that never ends a match.
  MatchGuard() = default;
  // `cancelled` is looked at now and then, and may be null.
  explicit MatchGuard(std::optional<SteadyTime> deadline,
                      std::shared_ptr<const std::atomic<bool>> cancelled = nullptr,
                      std::function<SteadyTime()> now = std::chrono::steady_clock::now);

  // The matches of `query` while there is time. To be put around the whole query, and around any
  // part of it that may take long over candidates that are none in the end, as phrases do.
  [[nodiscard]] Xapian::Query around(Xapian::Query query) const;

  // Whether a match has been ended early.
  [[nodiscard]] bool has_ended_match() const;
  // For who goes through candidates by himself, after `candidates` more of them, or one that takes
  // a while: false when the match has ended. Looks at the time now and then. Throws MatchCancelled.
  [[nodiscard]] bool goes_on(unsigned candidates = kSlow) const;
  // Looks at once whether the deadline passed longer than `grace` ago. Throws MatchCancelled.
  [[nodiscard]] bool is_over(SteadyTime::duration grace = {}) const;
  // Whether the match is cancelled or its deadline has passed. Throws nothing: for work that comes
  // before the match, outside of the store.
  [[nodiscard]] bool is_unwanted() const;

 private:
  static constexpr unsigned kSlow = 8;  // as many count for one whose positions are read

  struct State;
  class Source;

  std::shared_ptr<State> state_;  // null without limits
};

}  // namespace quire::store
