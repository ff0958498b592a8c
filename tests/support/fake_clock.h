#pragma once
// A clock that stands still until a test moves it.

#include <atomic>

#include "index/base/clock.h"

namespace quire::test {

class FakeClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime now() const override;
  [[nodiscard]] std::int64_t wall_nanoseconds() const override;
  // Moves both times.
  void advance(std::chrono::nanoseconds by);
  void set_wall_nanoseconds(std::int64_t value) { wall_ = value; }

 private:
  std::atomic<std::int64_t> steady_{1'000'000'000};
  std::atomic<std::int64_t> wall_{1'500'000'000'000'000'000};
};

}  // namespace quire::test
