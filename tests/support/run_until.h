#pragma once
// Waiting on the loop in tests.

#include <chrono>

#include "daemon/loop/events.h"

namespace quire::test {

// Runs the loop until `condition()` holds; false after a minute.
template <class Condition>
bool run_until(loop::Loop& loop, Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  bool met = false;
  loop::Timer timer(loop);
  timer.start_repeating(std::chrono::milliseconds(1), [&] {
    met = condition();
    if (met || std::chrono::steady_clock::now() > deadline) loop.stop();
  });
  loop.run();
  return met;
}

}  // namespace quire::test
