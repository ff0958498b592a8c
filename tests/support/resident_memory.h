#pragma once
// What this process holds of the machine's memory, for tests of what goes back to the system.

#include <cstddef>

namespace quire::test {

// Bytes.
[[nodiscard]] std::size_t resident_memory();

// Allocates so much in small pieces and frees nearly all of it: what is left keeps the allocator
// from giving any of it back by itself.
void leave_free_memory(std::size_t bytes);

}  // namespace quire::test
