#pragma once
// Remembers of pairs of texts whether they are versions of one another, as far as there is room: a
// cache of one entry a place, in which a later pair takes that of an earlier one. Owned by one
// thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace quire::story {

class Verdicts {
 public:
  // By the texts' hashes, in either order.
  [[nodiscard]] std::optional<bool> of(std::uint64_t a, std::uint64_t b) const {
    const std::uint64_t pair = pair_of(a, b);
    const std::uint64_t kept = kept_[place_of(pair)];
    if ((kept | 1) != (pair | 1)) return std::nullopt;
    return (kept & 1) != 0;
  }
  void keep(std::uint64_t a, std::uint64_t b, bool verdict) {
    const std::uint64_t pair = pair_of(a, b);
    kept_[place_of(pair)] = verdict ? pair | 1 : pair & ~std::uint64_t{1};
  }

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 17;

  static std::uint64_t pair_of(std::uint64_t a, std::uint64_t b) { return a * b + (a ^ b); }
  static std::size_t place_of(std::uint64_t pair) { return pair >> 32 & (kPlaces - 1); }

  std::vector<std::uint64_t> kept_ = std::vector<std::uint64_t>(kPlaces);  // a verdict is bit 0
};

}  // namespace quire::story
