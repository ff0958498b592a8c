#include "tests/support/fake_clock.h"

namespace quire::test {

SteadyTime FakeClock::now() const { return SteadyTime(std::chrono::nanoseconds(steady_.load())); }

std::int64_t FakeClock::wall_nanoseconds() const { return wall_.load(); }

void FakeClock::advance(std::chrono::nanoseconds by) {
  steady_ += by.count();
  wall_ += by.count();
}

}  // namespace quire::test
