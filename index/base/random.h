#pragma once
// Seeded pseudo-random numbers that are the same on every machine (SplitMix64: Steele, Lea and
// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not for secrets.

#include <cstdint>

namespace quire {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // Uniform in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  // Uniform in [0, 1).
  double unit();

 private:
  std::uint64_t state_;
};

}  // namespace quire
