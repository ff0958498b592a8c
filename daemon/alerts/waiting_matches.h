#pragma once
// The matches of one outlet that wait to be told: numbers only, in the order of publishing, so that
// an article is read once for all the subscriptions that it matches. Owned by one thread.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quire::alerts {

struct WaitingMatch {
  std::uint64_t number = 0;
  std::uint64_t subscription = 0;

  auto operator<=>(const WaitingMatch&) const = default;
};

class WaitingMatches {
 public:
  // In any order.
  void add(std::vector<WaitingMatch> more);
  // At most so many, the earliest; valid until the next change.
  [[nodiscard]] std::span<const WaitingMatch> first(std::size_t most) const;
  void drop_first(std::size_t count);

  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return matches_.size() - dropped_; }

 private:
  std::vector<WaitingMatch> matches_;  // ascending
  std::size_t dropped_ = 0;            // of the first
};

}  // namespace quire::alerts
