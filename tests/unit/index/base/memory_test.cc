#include "index/base/memory.h"

#include <gtest/gtest.h>

#include "tests/support/resident_memory.h"
#include "tests/support/sanitized.h"

namespace quire {
namespace {

TEST(Memory, what_is_free_goes_back_to_the_system) {
  if (test::kSanitized) GTEST_SKIP() << "the sanitizer's allocator keeps what is free";
  test::leave_free_memory(64U << 20);
  const std::size_t before = test::resident_memory();
  give_back_free_memory();
  EXPECT_LT(test::resident_memory() + (48U << 20), before);
}

}  // namespace
}  // namespace quire
