#pragma once
// Memory that is free, but that the allocator keeps for later.

namespace quire {

// Gives it back to the system, after much of it was needed for once. Any thread, but none that
// somebody waits for: it takes long when there is much, and others that allocate may wait for it.
void give_back_free_memory();

}  // namespace quire
