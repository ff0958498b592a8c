#pragma once
// The places where the harness kills a daemon, by the system call that comes next there.

#include <span>
#include <string_view>

#include "tests/faults/fault_plan.h"

namespace quire::test {

struct FaultPoint {
  std::string_view name;
  SystemCall call;
  std::string_view path;  // see FaultRule
  int most_good;          // at one of the calls up to that number
};

[[nodiscard]] std::span<const FaultPoint> fault_points();

}  // namespace quire::test
