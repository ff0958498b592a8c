#pragma once
// Memory that is free, but that the allocator keeps for later.

namespace quire {

// Gives it back to the system, after much of it was needed for once. Any thread; others that
// allocate meanwhile may wait, for tens of milliseconds when there is a gigabyte of it.
void give_back_free_memory();

}  // namespace quire
