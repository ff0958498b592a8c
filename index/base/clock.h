#pragma once
// Time, injected, so that tests move it by hand. Thread-safe.

#include <chrono>
#include <cstdint>

namespace quire {

using SteadyTime = std::chrono::steady_clock::time_point;
// Seconds since 1970-01-01T00:00:00Z.
using UnixSeconds = std::int64_t;

class Clock {
 public:
  virtual ~Clock() = default;
  // Never goes back; only differences mean anything.
  [[nodiscard]] virtual SteadyTime now() const = 0;
  // Nanoseconds since the epoch, as file systems stamp files.
  [[nodiscard]] virtual std::int64_t wall_nanoseconds() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime now() const override;
  [[nodiscard]] std::int64_t wall_nanoseconds() const override;
};

}  // namespace quire
