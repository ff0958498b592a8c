#pragma once
// Tells when somebody who writes must be held back, a leaky bucket: what is written goes in, and it
// leaks at the permitted rate. Pure; owned by one thread.

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace quire::ingest {

class RateLimit {
 public:
  // 0: no limit.
  explicit RateLimit(std::uint64_t bytes_per_second)
      : bytes_per_second_(static_cast<double>(bytes_per_second)) {}

  // `written` bytes and `elapsed` time are counted from the start and never fall. True while more
  // has been written than the rate permits, by more than a burst, which is half a second's worth;
  // time in which little was written does not add up to a larger one.
  [[nodiscard]] bool ahead(std::uint64_t written, std::chrono::nanoseconds elapsed) {
    const double leaked =
        bytes_per_second_ * std::chrono::duration<double>(elapsed - elapsed_).count();
    level_ = std::max(0.0, level_ - leaked) + static_cast<double>(written - written_);
    written_ = written;
    elapsed_ = elapsed;
    return bytes_per_second_ > 0 && level_ > bytes_per_second_ * kBurstSeconds;
  }

 private:
  static constexpr double kBurstSeconds = 0.5;

  const double bytes_per_second_;
  double level_ = 0;  // bytes in the bucket
  std::uint64_t written_ = 0;
  std::chrono::nanoseconds elapsed_{0};
};

}  // namespace quire::ingest
